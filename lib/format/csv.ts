// One line of a CSV file, by RFC 4180; a cell that a spreadsheet would take for a formula is made text.

export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map(cell => quoted(guarded(cell))).join(',')}\r\n`
}

/** What a spreadsheet begins a formula with, or passes over on its way to one. */
const FORMULA = /^[=+\-@\t\r\0]/
const NUMBER = /^-?\d+(\.\d+)?$/

function guarded(cell: string | number): string {
  const text = String(cell)
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
