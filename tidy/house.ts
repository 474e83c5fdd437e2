// The house as it stands: every file of ours with its text, and every import between them.
import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'

export type House = ReadonlyMap<string, string>
export type Import = { from: string; to: string; isFile: boolean }

const OUTSIDE =
  /^(node_modules|\.git|\.next.*|\.runtime|data|test-results|server\/db\/generated|next-env\.d\.ts)$/
const READ = /\.(ts|tsx|mjs|js|css|sql|md)$/

/** All paths, with the text of those that the law reads. */
export function readHouse(root: string, folder = ''): Map<string, string> {
  const house = new Map<string, string>()
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = posix.join(folder, entry.name)
    if (OUTSIDE.test(path)) continue
    if (entry.isDirectory()) for (const [name, text] of readHouse(root, path)) house.set(name, text)
    if (entry.isFile()) house.set(path, READ.test(path) ? readFileSync(join(root, path), 'utf8') : '')
  }
  return house
}

const CLAUSE = /(?:type\s+)?(?:[\w$]+\s*,\s*)?(?:\*(?:\s+as\s+\w+)?|\{[^}]*\}|[\w$]+)/.source
const QUOTED = /['"]([^'"]+)['"]/.source
const IMPORT = new RegExp(
  `^(?:import|export)\\s+${CLAUSE}\\s+from\\s+${QUOTED}|^import\\s+${QUOTED}|\\bimport\\(\\s*${QUOTED}`,
  'gm',
)

/** Static, dynamic and type imports alike, each with its target as a path of the house or a package's name. */
export function importsOf(path: string, text: string): Import[] {
  // A template may hold the source of another program.
  const code = withoutComments(text).replaceAll(/`(?:\\.|[^`\\])*`/g, '``')
  return [...code.matchAll(IMPORT)].map(match => {
    const target = match[1] ?? match[2] ?? match[3] ?? ''
    if (target.startsWith('#')) return { from: path, to: target.slice(1), isFile: true }
    if (!target.startsWith('.')) return { from: path, to: target, isFile: false }
    return { from: path, to: posix.join(posix.dirname(path), target), isFile: true }
  })
}

/** Texts stay, comments go: a word in a comment does nothing. */
export function withoutComments(text: string): string {
  const token = /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|\/\/[^\n]*|\/\*[\s\S]*?\*\//g
  return text.replaceAll(token, (_, kept: string | undefined) => kept ?? '')
}
