// .env.example is complete and true: it is exactly what the table of settings says.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { readSettings } from './env.ts'
import { SETTINGS } from './settings.ts'

const EXAMPLE = new URL('../.env.example', import.meta.url)

test('.env.example says every setting, what it is for and what holds when it is not set', () => {
  assert.equal(readFileSync(EXAMPLE, 'utf8'), exampleOfSettings())
})

test('each example is what holds when nothing is set', () => {
  const examples = Object.fromEntries(Object.entries(SETTINGS).map(([name, of]) => [name, of.example]))
  assert.deepEqual(readSettings(examples), readSettings({}))
})

test('a trusted proxy is an address or a network, to the letter', () => {
  const isGood = (proxies: string) => readSettings({ PLIMSOLL_TRUSTED_PROXY: proxies }).ok
  for (const good of ['10.0.0.2', '10.0.0.0/8', '10.0.0.2/32', '2001:db8::/64, ::1', '::1/128'])
    assert.equal(isGood(good), true, good)
  const bad = ['10.0.0.2/', '10.0.0.2/99', '10.0.0.2/33', '10.0.0.2/8/8', '10.0.0.2/0x8', '10.0.0.2/ 8']
  for (const one of [...bad, '10.0.0.2/-1', '2001:db8::/129', 'fe80::1%eth0', '/8', '10.0.0.2,'])
    assert.equal(isGood(one), false, one)
})

test('a secret of sign-in that is short, or stands for one, is refused and not repeated', () => {
  for (const bad of [
    'short',
    'x'.repeat(64),
    'please-change-me-please-change-me-now',
    'this is a secret of thirty-two..',
  ]) {
    const read = readSettings({ NEXTAUTH_SECRET: bad })
    assert.match(read.ok ? '' : read.error.join(), /^NEXTAUTH_SECRET: /, bad)
    assert.equal(read.ok ? true : read.error.join().includes(bad), false, bad)
  }
  assert.equal(readSettings({ NEXTAUTH_SECRET: 'k3Vd0QmJt8yLrW2xNf6HsBz7CpEuGa1o' }).ok, true)
})

function exampleOfSettings(): string {
  const head = [
    '# Every setting of the desk. All are optional: what stands here is what holds when nothing is set.',
    '# Give them as environment variables. A name that begins with PLIMSOLL_ and is not listed is refused at the start.',
  ]
  const blocks = Object.entries(SETTINGS).map(([name, of]) => {
    const about = [`# ${of.about}`]
    if ('secret' in of) about.push(`# A secret: ${name}_FILE may name a file that holds it instead.`)
    return [...about, `#${name}=${of.example}`].join('\n')
  })
  return `${[head.join('\n'), ...blocks].join('\n\n')}\n`
}
