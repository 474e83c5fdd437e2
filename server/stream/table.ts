// One table as its subscribers see it: rows by key, what changed since it was last told, and a number for each telling.
import { isDeepStrictEqual } from 'node:util'
import type { TopicName } from '#lib/wire/stream.ts'

export type TableRow = Record<string, unknown>

export type Delta = { rows: TableRow[]; gone: string[] }

export class Table {
  readonly topic: TopicName
  readonly #keyOf: (row: TableRow) => string
  readonly #rows = new Map<string, TableRow>()
  readonly #changed = new Set<string>()
  /** Keys told from outside while a load is under way: they are newer than what the load will bring. */
  #touchedInLoad: Set<string> | null = null
  #sequence = 0

  constructor(topic: TopicName, keyOf: (row: TableRow) => string) {
    this.topic = topic
    this.#keyOf = keyOf
  }

  get sequence(): number {
    return this.#sequence
  }

  get rows(): TableRow[] {
    return [...this.#rows.values()]
  }

  put(row: TableRow): void {
    const key = this.#keyOf(row)
    this.#touchedInLoad?.add(key)
    this.#write(key, row)
  }

  beginLoad(): void {
    this.#touchedInLoad = new Set()
  }

  abandonLoad(): void {
    this.#touchedInLoad = null
  }

  /** Takes the whole truth as it was when the load began; what was told in the meantime stays. */
  endLoad(rows: readonly TableRow[]): void {
    const touched = this.#touchedInLoad ?? new Set()
    this.#touchedInLoad = null
    const loaded = new Map(rows.map(row => [this.#keyOf(row), row]))
    for (const [key, row] of loaded) if (!touched.has(key)) this.#write(key, row)
    for (const key of [...this.#rows.keys()]) {
      if (loaded.has(key) || touched.has(key)) continue
      this.#rows.delete(key)
      this.#changed.add(key)
    }
  }

  /** The keys that changed since the last call; the sequence grows by one when there are any. */
  takeChanged(): string[] {
    if (this.#changed.size === 0) return []
    const keys = [...this.#changed]
    this.#changed.clear()
    this.#sequence += 1
    return keys
  }

  /** What these keys hold now, whenever they changed: the latest wins. */
  deltaOf(keys: Iterable<string>): Delta {
    const delta: Delta = { rows: [], gone: [] }
    for (const key of keys) {
      const row = this.#rows.get(key)
      if (row === undefined) delta.gone.push(key)
      else delta.rows.push(row)
    }
    return delta
  }

  #write(key: string, row: TableRow): void {
    if (isDeepStrictEqual(this.#rows.get(key), row)) return
    this.#rows.set(key, row)
    this.#changed.add(key)
  }
}
