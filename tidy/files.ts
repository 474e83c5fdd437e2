// Judges one file: its words, its name, its size, and what a document points at.

import { posix } from 'node:path'
import { roomOf } from './arrows.ts'
import { type House, type Import, importsOf, withoutComments } from './house.ts'
import { CODE, IMPORTS_MAX, LINES_MAX, MIGRATION, NAME, NO_NAMES, TESTS, TOO_LONG, WORDS } from './words.ts'

export function faultsOfFile(path: string, text: string): string[] {
  const faults = path.startsWith('tidy') ? [] : faultsOfWords(path, text) // the law itself names what it forbids
  if (path.endsWith('.sql'))
    return MIGRATION.test(path) ? faults : [...faults, `${path}: not <utc>_<verb>_<noun>`]
  if (!/\.(ts|tsx|mjs|js|css)$/.test(path)) return faults
  return [...faults, ...faultsOfName(path), ...faultsOfSize(path, text), ...faultsOfShape(path, text)]
}

function faultsOfWords(path: string, text: string): string[] {
  const code = path.endsWith('.css') ? text : withoutComments(text)
  return WORDS.filter(({ where, but }) => where.test(path) && !but?.test(path)).flatMap(
    ({ word, inComments, why }) => {
      const found = word.exec(inComments ? text : code)?.[0].trim()
      return found === undefined ? [] : [`${path}: ${found} (${why})`]
    },
  )
}

function faultsOfName(path: string): string[] {
  const faults: string[] = []
  if (NO_NAMES.test(path)) faults.push(`${path}: a name that says nothing`)
  if (!NAME.test(posix.basename(path))) faults.push(`${path}: kebab-case, please`)
  if (/\/index\.tsx?$/.test(path) && roomOf(path)?.name !== posix.dirname(path))
    faults.push(`${path}: a barrel`)
  return faults
}

function faultsOfSize(path: string, text: string): string[] {
  const faults: string[] = []
  const lines = text.split('\n').length - 1
  if (lines > LINES_MAX && !(path in TOO_LONG)) faults.push(`${path}: ${lines} lines, at most ${LINES_MAX}`)
  if (lines <= LINES_MAX && path in TOO_LONG) faults.push(`${path}: no longer too long, take it off the list`)
  // A test wires up what it judges, so it may know more; the platform is nobody's room.
  const imports = CODE.test(path) && !TESTS.test(path) ? importsOf(path, text).filter(isCoupling).length : 0
  if (imports > IMPORTS_MAX) faults.push(`${path}: ${imports} imports, at most ${IMPORTS_MAX}`)
  return faults
}

function isCoupling({ to }: Import): boolean {
  return !to.startsWith('node:')
}

function faultsOfShape(path: string, text: string): string[] {
  const faults: string[] = []
  if (!/^(#!.*\n)?(\/\/|\/\*\*?) .{12}/.test(text))
    faults.push(`${path}: the first line says what the file is for`)
  if (TESTS.test(path) && !/\b(assert|expect)\b/.test(text))
    faults.push(`${path}: a test that asserts nothing`)
  return faults
}

/** A document may not name a file that is gone. */
export function faultsOfPaper(path: string, text: string, house: House): string[] {
  if (!/^(README|CHANGELOG)\.md$|^docs\/.*\.md$/.test(path)) return []
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(match =>
    posix.join(posix.dirname(path), match[1] ?? ''),
  )
  const names = [
    ...text.matchAll(/`((?:app|bin|lib|server|components|e2e|bench|docs|prisma)\/[\w./[\]-]+)`/g),
  ].map(match => match[1] ?? '')
  const paths = [...house.keys()]
  return [...links, ...names]
    .filter(name => roomOf(`${name}/`)?.name !== name) // a room may be named before anybody lives there
    .filter(name => !paths.some(known => known === name || known.startsWith(`${name.replace(/\/$/, '')}/`)))
    .map(name => `${path}: ${name} does not exist`)
}
