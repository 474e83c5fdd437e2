// Judges imports: floors, forbidden arrows, packages, circles.

import type { House, Import } from './house.ts'
import { FLOORS, MAY_USE_TESTING, NEVER, PACKAGES, TESTING } from './rooms.ts'
import { TESTS } from './words.ts'

export function faultsOfArrows(house: House, arrows: readonly Import[]): string[] {
  return [
    ...arrows.flatMap(arrow => (arrow.isFile ? faultsOfArrow(arrow, house) : faultsOfPackage(arrow))),
    ...circlesOf(arrows),
    ...clientsInServer(house, arrows),
  ]
}

type Room = { name: string; floor: number }

const ROOMS = FLOORS.flatMap((names, floor) =>
  names.map(name => ({ name, floor, pattern: patternOf(name) })),
).sort(
  (a, b) => b.name.length - a.name.length, // lib/market/derived before lib/market, components/ui before components/*
)

export function roomOf(path: string): Room | undefined {
  for (const { name, floor, pattern } of ROOMS) {
    const entered = pattern.exec(path)?.[1]
    if (entered !== undefined) return { name: name.endsWith('*') ? entered : name, floor }
  }
  return undefined
}

/** A room is a folder, or some files of one together with their tests. */
function patternOf(name: string): RegExp {
  const body = name
    .replaceAll('.', '\\.')
    .replace(/\{(.*)\}/, (_, names: string) => `(?:${names.replaceAll(',', '|')})`)
    .replace('*', '[^/]+')
  const isFile = /\.\w+$/.test(name)
  return new RegExp(isFile ? `^(${body.replace(/\\\.ts$/, '(?:\\.db)?(?:\\.test)?\\.ts')})$` : `^(${body})/`)
}

function faultsOfArrow({ from, to }: Import, house: House): string[] {
  const [here, there] = [roomOf(from), roomOf(to)]
  if (!here || !there) return [`${from} → ${to}: one of them stands in no room`]
  const faults = NEVER.filter(([a, b]) => a.test(from) && b.test(to)).map(
    ([, , why]) => `${from} → ${to}: ${why}`,
  )
  if (TESTING.test(to) && !MAY_USE_TESTING.test(from))
    faults.push(`${from} → ${to}: server/testing is for tests`)
  if (!house.has(to) && !to.includes('/generated/')) faults.push(`${from} → ${to}: there is no such file`)
  const isTestOfDatabase = TESTS.test(from) && TESTING.test(to)
  if (isTestOfDatabase && !/\.(db\.test|spec)\.ts$|^e2e\//.test(from)) {
    faults.push(`${from} → ${to}: a test that needs a database is named *.db.test.ts`)
  }
  if (here.name !== there.name && there.floor >= here.floor && !isTestOfDatabase) {
    faults.push(
      `${from} → ${to}: ${here.name} (floor ${here.floor + 1}) may not import ${there.name} (${there.floor + 1})`,
    )
  }
  return faults
}

function faultsOfPackage({ from, to }: Import): string[] {
  const name = to.startsWith('node:') ? 'node:' : /^(@[^/]+\/)?[^/]+/.exec(to)?.[0]
  const allowed = PACKAGES[to] ?? PACKAGES[name ?? '']
  if (!allowed) return [`${from} → ${to}: not on the list of packages`]
  return allowed.test(from) ? [] : [`${from} → ${to}: only ${allowed.source} may import it`]
}

function circlesOf(arrows: readonly Import[]): string[] {
  const next = Map.groupBy(arrows, arrow => arrow.from)
  const done = new Set<string>()
  const faults: string[] = []
  const walk = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path))
      faults.push(`circle: ${[...trail.slice(trail.indexOf(path)), path].join(' → ')}`)
    if (done.has(path) || trail.includes(path)) return
    for (const arrow of next.get(path) ?? []) walk(arrow.to, [...trail, path])
    done.add(path)
  }
  for (const path of next.keys()) walk(path, [])
  return faults
}

function clientsInServer(house: House, arrows: readonly Import[]): string[] {
  const isClient = (path: string): boolean => /^['"]use client['"]/m.test(house.get(path) ?? '')
  return arrows
    .filter(({ from, to }) => isClient(from) && to.startsWith('server/'))
    .map(({ from, to }) => `${from} → ${to}: a client file reaches the server`)
}
