// Finds a Chromium for the journeys; as root on Debian it installs one, otherwise it says how to get one.
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runQuietly } from './command.mjs'
import { Trouble } from './step.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge']
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/snap/bin/chromium',
]

/** @returns {Promise<string>} */
export async function chromium() {
  const asked = process.env['CHROMIUM']
  if (asked) {
    if (isProgram(asked)) return asked
    throw new Trouble(
      `CHROMIUM names ${asked}, which is not there.`,
      'name a Chromium or Chrome, or unset it',
    )
  }
  const found = findChromium()
  if (found !== undefined) return found
  if (process.getuid?.() === 0 && isDebian()) await installChromium()
  const installed = findChromium()
  if (installed !== undefined) return installed
  throw new Trouble(
    'There is no Chromium on this machine, and the journeys need one.',
    'install it (Debian and Ubuntu: sudo apt-get install chromium; macOS: brew install --cask chromium), or name one in CHROMIUM',
  )
}

/** @returns {string | undefined} */
export function findChromium() {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const paths = folders.flatMap(folder => NAMES.map(name => join(folder, name)))
  return [...paths, ...PLACES].find(isProgram)
}

async function installChromium() {
  process.stdout.write('installing the chromium package …\n')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium']
  for (const words of [['apt-get', 'update'], install]) {
    const { code, tail } = await runQuietly(words, { env })
    if (code !== 0 && words === install) {
      throw new Trouble(
        `The chromium package could not be installed:\n${tail}`,
        'install it by hand, or name one in CHROMIUM',
      )
    }
  }
}

function isDebian() {
  return (
    existsSync('/etc/os-release') && /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'))
  )
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
