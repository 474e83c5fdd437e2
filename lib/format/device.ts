// A browser in a person's words: from what it says of itself, which is a hint and no proof.

export type DeviceWords = {
  /** `Firefox on Android`, or what little is known. */
  text: string
  isHandheld: boolean
}

/** The first that fits names it: Edge and Opera call themselves Chrome too, and every browser on iOS calls itself Safari. */
const BROWSERS: readonly (readonly [name: string, sign: RegExp])[] = [
  ['Edge', /\b(Edg|EdgA|EdgiOS)\//],
  ['Opera', /\b(OPR|OPT|Opera)\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Vivaldi', /\bVivaldi\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(Chrome|CriOS|HeadlessChrome|Chromium)\//],
  ['Safari', /\bVersion\/[\d.]+.*\bSafari\//],
  ['curl', /^curl\//],
]
const SYSTEMS: readonly (readonly [name: string, sign: RegExp])[] = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b|\bMacintosh\b/],
  ['Linux', /\bLinux\b|\bX11\b/],
]
const HANDHELDS = ['iPhone', 'iPad', 'Android']

export function deviceWords(userAgent: string | null): DeviceWords {
  if (userAgent === null || userAgent.trim() === '') return { text: 'Unknown device', isHandheld: false }
  const browser = nameIn(BROWSERS, userAgent)
  const system = nameIn(SYSTEMS, userAgent)
  return { text: wordsOf(browser, system), isHandheld: HANDHELDS.includes(system ?? '') }
}

function nameIn(table: typeof BROWSERS, userAgent: string): string | undefined {
  return table.find(([, sign]) => sign.test(userAgent))?.[0]
}

function wordsOf(browser: string | undefined, system: string | undefined): string {
  if (browser === undefined) return system === undefined ? 'Unknown device' : `A browser on ${system}`
  return system === undefined ? browser : `${browser} on ${system}`
}
