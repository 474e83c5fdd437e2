// Cells: nothing that a spreadsheet would run, and every text comes back whole.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { csvLine } from './csv.ts'

test('what begins like a formula is text, and a plain number stays one', () => {
  const table: [string | number, string][] = [
    ['=1+1', "'=1+1"],
    ['+49', "'+49"],
    ['-cmd', "'-cmd"],
    ['@sum', "'@sum"],
    ['\tx', "'\tx"],
    ['\rx', '"\'\rx"'],
    ['\0x', "'\0x"],
    ['-1.5', '-1.5'],
    ['-1e5', "'-1e5"],
    [-7, '-7'],
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ['two\nlines', '"two\nlines"'],
    ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
    ['', ''],
  ]
  for (const [cell, line] of table) assert.equal(csvLine([cell]), `${line}\r\n`)
})

test('every line parses back into its cells, each guarded or as it was', () => {
  const cell = fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', '=', '-', '1', 'é', ' ') })
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 6 }), cells => {
      const parsed = parseLine(csvLine(cells))
      assert.deepEqual(
        parsed.map((one, place) => (one === cells[place] ? one : one.slice(1))),
        cells,
      )
      for (const one of parsed) assert.doesNotMatch(one, /^[=+@\t\r\0]/)
    }),
  )
})

/** By RFC 4180, for one line alone. */
function parseLine(line: string): string[] {
  const cells: string[] = []
  let rest = line.slice(0, -2)
  for (;;) {
    const [taken = '', quoted, plain = ''] = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))/.exec(rest) ?? []
    cells.push(quoted?.replaceAll('""', '"') ?? plain)
    rest = rest.slice(taken.length)
    if (rest === '') return cells
    assert.equal(rest[0], ',')
    rest = rest.slice(1)
  }
}
