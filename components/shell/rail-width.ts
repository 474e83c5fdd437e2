// Whether the rail is narrow belongs to this browser, not to the person: a cookie, so that the first paint knows it.

export const RAIL_COOKIE = 'plimsoll-rail'
const A_YEAR_S = 365 * 24 * 60 * 60

export function keepRail(width: 'narrow' | 'wide'): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store of browsers is not in all of them
  document.cookie = `${RAIL_COOKIE}=${width}; Path=/; Max-Age=${A_YEAR_S}; SameSite=Strict`
}
