// `npm run bench [-- --json] [prefix…]`: measures every figure, or those whose name begins with a prefix. A file of this
// folder that exports `figures` is found by itself.
import { readdir } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Figure, Measured } from './figure.ts'

const ROOMS = /^(auth|web|margin|venue|gateway|engine|desk|strategy|notify)\.[a-z0-9.-]+$/
const SCRIPTS = new Set(['main.ts', 'fixtures.ts', 'figure.ts'])

const { values: flags, positionals: prefixes } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
})
process.exitCode = await main()

async function main(): Promise<number> {
  const figures = (await findFigures()).filter(
    ({ name }) => prefixes.length === 0 || prefixes.some(prefix => name.startsWith(prefix)),
  )
  if (figures.length === 0) return complain(`no figure begins with ${prefixes.join(' or ') || 'anything'}`, 2)
  if (!flags.json) print(row(['figure', 'value', 'peer', 'ratio', 'target', 'met']))
  let faults = 0
  for (const figure of figures) {
    try {
      report(figure.name, await figure.measure())
    } catch (cause) {
      faults = complain(
        `${figure.name}: could not be measured: ${cause instanceof Error ? cause.stack : cause}`,
        1,
      )
    }
  }
  return faults
}

async function findFigures(): Promise<Figure[]> {
  const files = (await readdir(import.meta.dirname)).filter(
    file => file.endsWith('.ts') && !file.endsWith('.test.ts') && !SCRIPTS.has(file),
  )
  const found: Figure[] = []
  for (const file of files.sort()) {
    const { figures }: { figures?: readonly Figure[] } = await import(`./${file}`)
    for (const figure of figures ?? []) {
      if (!ROOMS.test(figure.name)) throw new Error(`${file}: ${figure.name} does not begin with its room`)
      found.push(figure)
    }
  }
  return found
}

function report(name: string, measured: Measured): void {
  const { value, unit, peer, ratio, target, met } = measured
  const cells = [name, `${short(value)} ${unit}`, short(peer), short(ratio), target, met ? 'yes' : 'NO']
  print(flags.json ? JSON.stringify({ name, ...measured }) : row(cells))
}

function row(cells: readonly string[]): string {
  const widths = [28, 20, 12, 8, 24, 4]
  return cells
    .map((cell, index) => cell.padEnd(widths[index] ?? 0))
    .join(' ')
    .trimEnd()
}

function short(value: number): string {
  return Intl.NumberFormat('en', { maximumSignificantDigits: 4 }).format(value)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

function complain(line: string, exitCode: number): number {
  process.stderr.write(`bench: ${line}\n`)
  return exitCode
}
