// The law of the house as a test: rooms and floors, circles, words, sizes and names. Each rule is proved on a sample that
// breaks it, and the walk must have seen the house: a law that looks at nothing cannot be green.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { faultsOfArrows, roomOf } from './tidy/arrows.ts'
import { faultsOfFile, faultsOfPaper } from './tidy/files.ts'
import { type House, importsOf, readHouse } from './tidy/house.ts'
import { CODE } from './tidy/words.ts'

const DYNAMIC = 'import' // written apart, or the law would read its own samples
const house = readHouse(import.meta.dirname)

test('the house keeps its law', () => {
  assert.deepEqual(faultsOf(house), [])
})

test('the walk saw the house', () => {
  const arrows = arrowsOf(house)
  const rooms = new Set([...house.keys()].filter(path => CODE.test(path)).map(path => roomOf(path)?.name))
  assert(house.size > 150, `${house.size} files`)
  assert(arrows.length > 300, `${arrows.length} imports`)
  for (const room of [
    'lib/base',
    'lib/wire',
    'server/db',
    'server/engine',
    'server/http',
    'components/data',
    'app',
  ]) {
    assert(rooms.has(room), `nothing seen in ${room}`)
  }
})

test('nobody stands outside a room', () => {
  const homeless = [...house.keys()].filter(path => CODE.test(path) && roomOf(path) === undefined)
  assert.deepEqual(homeless, [])
})

test('every way to import is seen', () => {
  const text = [
    "import one from './one.ts'",
    "import * as two from './two.ts'",
    "import three, { type Three } from './three.ts'",
    "import type {\n  Four,\n} from './four.ts'",
    "import './five.ts'",
    "export { six } from './six.ts'",
    "export * from './seven.ts'",
    `const eight = await ${DYNAMIC}('./eight.ts')`,
    "// import nine from './nine.ts'",
  ].join('\n')
  const numbers = importsOf('lib/base/zero.ts', text).map(({ to }) => to.replace(/^.*\/(\w+)\.ts$/, '$1'))
  assert.deepEqual(numbers, ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'])
})

const HEAD = '// A sample that breaks the law in one way.\n'
const BREAKS: readonly (readonly [rule: RegExp, ...files: (readonly [path: string, text: string])[]])[] = [
  [/may not import/, ['lib/base/a.ts', "import '#lib/wire/b.ts'"], ['lib/wire/b.ts', '']],
  [/may not import/, ['server/db/a.ts', "import type { B } from '../bus/b.ts'"], ['server/bus/b.ts', '']],
  [/may not import/, ['components/chart/a.ts', "import '#components/ui/b.ts'"], ['components/ui/b.ts', '']],
  [
    /may not import/,
    ['components/market/a.ts', "import '#components/orders/b.ts'"],
    ['components/orders/b.ts', ''],
  ],
  [/lib is pure/, ['lib/backtest/a.ts', "import '#server/clock.ts'"], ['server/clock.ts', '']],
  [/browser never/, ['components/data/a.ts', "import '#server/clock.ts'"], ['server/clock.ts', '']],
  [/who draws it/, ['server/http/a.ts', "import '#components/data/b.ts'"], ['components/data/b.ts', '']],
  [/stores nothing/, ['server/venues/a.ts', "import '#server/db/b.ts'"], ['server/db/b.ts', '']],
  [/pages and routes/, ['app/a.ts', "import '#server/db/b.ts'"], ['server/db/b.ts', '']],
  [/pages and routes/, ['app/a.ts', "import '#server/engine/b.ts'"], ['server/engine/b.ts', '']],
  [/bin runs before/, ['bin/a.mjs', "import '../lib/base/b.ts'"], ['lib/base/b.ts', '']],
  [/is for tests/, ['server/http/a.ts', "import '#server/testing/b.ts'"], ['server/testing/b.ts', '']],
  [
    /named \*\.db\.test/,
    ['server/db/a.test.ts', "import '#server/testing/b.ts' // assert"],
    ['server/testing/b.ts', ''],
  ],
  [/no such file/, ['lib/base/a.ts', "import './gone.ts'"]],
  [/no room/, ['elsewhere/a.ts', "import './b.ts'"], ['elsewhere/b.ts', '']],
  [/^circle/, ['lib/base/a.ts', "import './b.ts'"], ['lib/base/b.ts', "import type { A } from './a.ts'"]],
  [/client file/, ['app/a.tsx', "'use client'\nimport '#server/http/b.ts'"], ['server/http/b.ts', '']],
  [/only .* may import/, ['server/services/a.ts', "import 'pg'"]],
  [/only .* may import/, ['lib/wire/a.ts', "import 'node:fs'"]],
  [/not on the list/, ['server/http/a.ts', "import 'lodash'"]],
  [/types are told/, ['lib/base/a.ts', '// @ts-ignore']],
  [/prove the cast/, ['lib/base/a.ts', 'const a = b as unknown as C']],
  [/decide it/, ['lib/base/a.ts', '// TODO later']],
  [/server actions/, ['app/a.ts', "'use server'"]],
  [/server actions/, ['app/a.tsx', "async function save() {\n  'use server'\n}"]],
  [/no optimizer/, ['app/a.tsx', `const Image = await ${DYNAMIC}('next/image')`]],
  [/swallowed/, ['server/db/a.ts', 'try { a() } catch (cause) {}']],
  [/swallowed/, ['server/db/a.ts', 'void a().catch(() => {})']],
  [/asks the time/, ['server/db/a.ts', 'const at = Date.now()']],
  [/handed in/, ['lib/base/a.ts', 'const a = Math.random()']],
  [/modes are wiring/, ['lib/exchange/a.ts', "if (mode === 'paper') a()"]],
  [/money is decimal/, ['server/services/a.ts', 'const a = parseFloat(b)']],
  [/mutable state/, ['server/http/a.ts', 'let calls = 0']],
  [/mutable state/, ['server/http/a.ts', 'const calls = new Map<string, number>()']],
  [/never sleeps/, ['lib/base/a.test.ts', 'setTimeout(done, 100) // assert']],
  [/snake_case name/, ['server/http/a.ts', "log.info('Request done')"]],
  [/bears its reason/, ['lib/base/a.ts', '// biome-ignore lint/style/noProcessEnv:\n']],
  [/says nothing/, ['lib/base/utils.ts', '']],
  [/says nothing/, ['server/common/a.ts', '']],
  [/kebab-case/, ['lib/base/camelCase.ts', '']],
  [/barrel/, ['lib/wire/binance/index.ts', '']],
  [/<utc>_<verb>_<noun>/, ['prisma/migrations/0_init/migration.sql', '']],
  [/at most 300/, ['lib/base/a.ts', '\n'.repeat(300)]],
  [/at most 10/, ['lib/base/a.ts', "import 'zod'\n".repeat(11)]],
  [/first line says/, ['lib/base/a.ts', "#!/bin/sh\nimport './a.ts'"]],
  [/asserts nothing/, ['lib/base/a.test.ts', '']],
  [/does not exist/, ['README.md', 'see [this](docs/gone.md)']],
  [/does not exist/, ['docs/a.md', 'see `server/gone.ts`']],
]

for (const [rule, ...files] of BREAKS) {
  test(`refused: ${files[0]?.[0]} (${rule.source})`, () => {
    const sample = new Map(files.map(([path, text]) => [path, text.startsWith('#!') ? text : HEAD + text]))
    const faults = faultsOf(sample)
    assert(
      faults.some(fault => rule.test(fault)),
      `no fault of ${rule} among ${JSON.stringify(faults)}`,
    )
  })
}

test('a file that keeps the law has no faults', () => {
  const sample = new Map([
    ['lib/wire/a.ts', `${HEAD}import * as z from 'zod/mini'\nimport { b } from '../base/b.ts'\n`],
    ['lib/base/b.ts', `${HEAD}export const b = 'Date.now() stands in a text' // and TODAY in a comment\n`],
    [
      'server/db/c.db.test.ts',
      `${HEAD}import assert from 'node:assert/strict'\nimport '#server/testing/d.ts'\n`,
    ],
    ['server/testing/d.ts', HEAD],
  ])
  assert.deepEqual(
    faultsOf(sample).filter(fault => !fault.includes('Date.now')), // texts are searched as well: a word in SQL counts
    [],
  )
})

test('the named rooms of the tests stand where the law says', () => {
  assert(existsSync(new URL('./server/settings.ts', import.meta.url)))
  assert.equal(roomOf('server/engine.ts')?.floor, roomOf('app/page.tsx')?.floor)
  assert.equal(roomOf('server/engine/lease.ts')?.name, 'server/engine')
  assert.equal(roomOf('server/log.test.ts')?.name, roomOf('server/log.ts')?.name)
  assert.equal(roomOf('components/positions/row.tsx')?.name, 'components/positions')
  assert.equal(roomOf('lib/market/derived/a.ts')?.name, 'lib/market/derived')
})

function faultsOf(of: House): string[] {
  return [
    ...faultsOfArrows(of, arrowsOf(of)),
    ...[...of].flatMap(([path, text]) => [...faultsOfFile(path, text), ...faultsOfPaper(path, text, of)]),
  ]
}

function arrowsOf(of: House) {
  return [...of].filter(([path]) => CODE.test(path)).flatMap(([path, text]) => importsOf(path, text))
}
