// A desk that cannot start says why in one clear line, with an exit code that is not 0, and leaves nothing behind.
import assert from 'node:assert/strict'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { FIRST_START_WITHIN_MS, launchDesk, prepareSite, type Site } from './desk.ts'
import { within } from './until.ts'

const EXIT_CONFIG = 78

async function refusalOf(site: Pick<Site, 'env'>): Promise<{ code: number | null; lines: string[] }> {
  const desk = launchDesk(site)
  const { code } = await within('the desk has ended', FIRST_START_WITHIN_MS, desk.exited)
  return { code, lines: desk.complaints() }
}

test('a port that is taken', async () => {
  const site = await prepareSite()
  const port = Number(site.env['PLIMSOLL_PORT'])
  const squatter = createServer()
  await new Promise<void>(resolve => squatter.listen(port, '127.0.0.1', resolve))
  const { code, lines } = await refusalOf(site)
  squatter.close()
  assert.notEqual(code, 0)
  assert.equal(lines.length, 1, lines.join('\n'))
  assert.match(lines[0] ?? '', new RegExp(`\\b${port}\\b`))
})

test('a database that does not answer, without its password', async () => {
  const site = await prepareSite({ DATABASE_URL: 'postgres://owner:correct-horse@127.0.0.1:1/desk' })
  const { code, lines } = await refusalOf(site)
  assert.notEqual(code, 0)
  assert.equal(lines.length, 1, lines.join('\n'))
  assert.match(lines[0] ?? '', /database/i)
  assert.doesNotMatch(lines.join(), /correct-horse/)
})

test('a data folder that may not be written', async () => {
  const site = await prepareSite()
  const { code, lines } = await refusalOf({ env: { ...site.env, PLIMSOLL_DATA: await closedFolder(site) } })
  assert.notEqual(code, 0)
  assert.equal(lines.length, 1, lines.join('\n'))
  assert.match(lines[0] ?? '', /folder|written?/i)
})

test('every fault of the settings at once, with the exit code of a wrong configuration', async () => {
  const wrong = {
    PLIMSOLL_PORTS: '1',
    PLIMSOLL_PROCESS: 'web',
    PLIMSOLL_BACKUP_HOUR: '24',
    TLS_KEY: 'key.pem',
  }
  const site = await prepareSite(wrong)
  const { code, lines } = await refusalOf(site)
  assert.equal(code, EXIT_CONFIG)
  for (const name of Object.keys(wrong)) {
    assert(
      lines.some(line => line.includes(name)),
      `${name} is not named in ${lines.join(' | ')}`,
    )
  }
})

/** Root may write wherever there is a file system, so root is given a place where a folder cannot be. */
async function closedFolder(site: Site): Promise<string> {
  const parent = `${site.data}-closed`
  if (process.getuid?.() === 0) {
    await writeFile(parent, 'a file, no folder')
    return join(parent, 'data')
  }
  await mkdir(parent)
  await chmod(parent, 0o555)
  return join(parent, 'data')
}
