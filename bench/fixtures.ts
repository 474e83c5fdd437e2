// `npm run check:fixtures -- <folder>`: holds codecs and formulas against recorded material. Every file must be readable,
// must parse and is counted; a check that is registered for a file is run on what it holds.
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { processEnvironment } from '#server/env.ts'
import { CHECKS, type Material } from './fixture-checks.ts'

process.exitCode = await main(process.argv.slice(2))

async function main(folders: readonly string[]): Promise<number> {
  const [given] = folders
  if (given === undefined || folders.length > 1) {
    process.stderr.write('usage: npm run check:fixtures -- <folder>\n')
    return 2
  }
  // npm says where it was typed; we may run elsewhere.
  const folder = resolve(processEnvironment()['INIT_CWD'] ?? '.', given)
  const paths = await filesOf(folder)
  if (paths.length === 0) return fail(`${folder}: no fixture in it`)
  let passed = 0
  let failed = 0
  for (const path of paths) {
    const faults = await faultsOf(folder, path)
    for (const fault of faults) fail(`${path}: ${fault}`)
    if (faults.length === 0) passed++
    else failed++
  }
  process.stdout.write(`${passed} passed, ${failed} failed\n`)
  return failed === 0 ? 0 : 1
}

async function filesOf(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    const paths = entries.filter(entry => entry.isFile() && !entry.name.endsWith('.md'))
    return paths.map(entry => relative(folder, join(entry.parentPath, entry.name))).sort()
  } catch (cause) {
    fail(`cannot read ${folder} (${(cause as NodeJS.ErrnoException).code})`)
    return []
  }
}

async function faultsOf(folder: string, path: string): Promise<string[]> {
  try {
    const bytes = await readFile(join(folder, path))
    const material = read(path, bytes)
    const checks = CHECKS.filter(check => check.files.test(path))
    const faults = checks.flatMap(check => check.run(material).map(fault => `${check.name}: ${fault}`))
    process.stdout.write(`${path}: ${material.items.length} items, ${checks.length} checks\n`)
    return faults
  } catch (cause) {
    return [cause instanceof Error ? cause.message : String(cause)]
  }
}

function read(path: string, bytes: Buffer): Material {
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  const items = /\.csv(\.gz)?$/.test(path) ? rowsOf(text) : itemsOf(JSON.parse(text))
  if (items.length === 0) throw new Error('there is nothing in it')
  return { path, text, items }
}

function rowsOf(text: string): Record<string, string>[] {
  const [head, ...lines] = text.trim().split(/\r?\n/)
  const names = (head ?? '').split(',')
  return lines.map((line, index) => {
    const cells = line.split(',')
    if (cells.length !== names.length) throw new Error(`line ${index + 2} has ${cells.length} cells`)
    return Object.fromEntries(names.map((name, column) => [name, cells[column] ?? '']))
  })
}

/** A recorded document is a list, or an object whose lists hold the material beside a word about it. */
function itemsOf(parsed: unknown): unknown[] {
  if (typeof parsed !== 'object' || parsed === null) return [parsed]
  if (Array.isArray(parsed)) return parsed
  const values: unknown[] = Object.values(parsed)
  const lists = values.filter(Array.isArray)
  return lists.length > 0 ? lists.flat() : values
}

function fail(fault: string): number {
  process.stderr.write(`${fault}\n`)
  return 1
}
