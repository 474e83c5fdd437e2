// A QR code for a terminal: two rows to a line by half blocks, black on white whatever the colours of the terminal are.

const PAPER = '\u001b[38;5;16;48;5;231m'
const PLAIN = '\u001b[0m'
const MARGIN = 2

/** From rows of `1` for dark and `0` for light. */
export function terminalQr(rows: readonly string[]): string[] {
  const width = (rows[0]?.length ?? 0) + 2 * MARGIN
  const blank = Array<string>(MARGIN).fill('0'.repeat(width))
  const side = '0'.repeat(MARGIN)
  const all = [...blank, ...rows.map(row => side + row + side), ...blank]
  return all.flatMap((upper, index) => (index % 2 === 0 ? [lineOf(upper, all[index + 1] ?? '')] : []))
}

function lineOf(upper: string, lower: string): string {
  const blocks = [...upper].map((module, column) => BLOCKS[`${module}${lower[column] ?? '0'}`] ?? ' ')
  return `${PAPER}${blocks.join('')}${PLAIN}`
}

const BLOCKS: Readonly<Record<string, string>> = { '00': ' ', '10': '▀', '01': '▄', '11': '█' }
