// The tables that are watched right now. Each change is serialized once and handed to all who watch, at most ten times a second.
import type { UserId } from '#lib/base/id.ts'
import { type StreamNews, TOPICS, type TopicName, type TopicRow } from '#lib/wire/stream.ts'
import type { Clock } from '../clock.ts'
import type { Outlet } from './outlet.ts'
import { Table, type TableRow } from './table.ts'
import { textFrame } from './text-frame.ts'

/** Where the rows of a topic come from. A topic that is not personal is asked for `null`. */
export type Source<T extends TopicName> = {
  load(user: UserId | null): Promise<TopicRow<T>[]>
  /** Tells rows as they change; the hub asks again now and then, because such news may be lost. */
  watch(tell: (user: UserId | null, row: TopicRow<T>) => void): () => void
}
export type Sources = { readonly [T in TopicName]: Source<T> }

export type HubOptions = {
  sources: Sources
  clock: Clock
  /** There is something to tell: a flush is due. */
  onNews(): void
  onFault(topic: TopicName, fault: unknown): void
}

/** `hasSnapshot`: before it a delta would speak of a table that the socket has not seen. */
type Watcher = { hasSnapshot: boolean; owed: Set<string> }
type Watched = {
  table: Table
  user: UserId | null
  watchers: Map<Outlet, Watcher>
  loading: Promise<void> | null
  isLoaded: boolean
}

export class Hub {
  readonly #options: HubOptions
  readonly #watched = new Map<string, Watched>()
  readonly #stops: (() => void)[]

  constructor(options: HubOptions) {
    this.#options = options
    const topics = Object.keys(TOPICS) as TopicName[]
    this.#stops = topics.map(topic => {
      const source: Source<TopicName> = options.sources[topic]
      return source.watch((user, row) => this.#put(topic, user, row))
    })
  }

  /** A snapshot now, then what changes. Asking again brings a new snapshot. */
  async subscribe(outlet: Outlet, topic: TopicName, user: UserId): Promise<void> {
    const watched = this.#watch(topic, TOPICS[topic].personal ? user : null)
    const watcher: Watcher = { hasSnapshot: false, owed: new Set() }
    watched.watchers.set(outlet, watcher)
    if (watched.isLoaded) this.#greet(watched)
    else await this.#loadAndGreet(watched)
  }

  unsubscribe(outlet: Outlet, topic: TopicName, user: UserId): void {
    const watched = this.#watched.get(nameOf(topic, TOPICS[topic].personal ? user : null))
    if (watched?.watchers.delete(outlet) === true) this.#forgetIfEmpty(watched)
  }

  leave(outlet: Outlet): void {
    for (const watched of [...this.#watched.values()]) {
      if (watched.watchers.delete(outlet)) this.#forgetIfEmpty(watched)
    }
  }

  /** Tells everybody what has changed since the last call. True when somebody was too slow to be told all of it. */
  flush(): boolean {
    let isOwing = false
    for (const watched of this.#watched.values()) isOwing = this.#flush(watched) || isOwing
    return isOwing
  }

  /** Asks the sources for the whole truth again: what the bus lost is found here. */
  async reconcile(): Promise<void> {
    const all = [...this.#watched.values()].filter(watched => watched.watchers.size > 0)
    await Promise.all(all.map(watched => this.#loadAndGreet(watched)))
  }

  close(): void {
    for (const stop of this.#stops) stop()
    this.#watched.clear()
  }

  #put(topic: TopicName, user: UserId | null, row: TopicRow<TopicName>): void {
    const watched = this.#watched.get(nameOf(topic, user))
    if (watched === undefined) return
    watched.table.put(row)
    this.#options.onNews()
  }

  #watch(topic: TopicName, user: UserId | null): Watched {
    const name = nameOf(topic, user)
    const known = this.#watched.get(name)
    if (known !== undefined) return known
    // The row's own schema proved it at the source; here only its key matters.
    const keyOf = TOPICS[topic].key as (row: TableRow) => string
    const table = new Table(topic, keyOf)
    const watched: Watched = { table, user, watchers: new Map(), loading: null, isLoaded: false }
    this.#watched.set(name, watched)
    return watched
  }

  /** Whoever asked while the source was away keeps waiting: the next reconciliation brings the snapshot. */
  async #loadAndGreet(watched: Watched): Promise<void> {
    try {
      await this.#load(watched)
    } catch (fault) {
      this.#options.onFault(watched.table.topic, fault)
      return
    }
    this.#greet(watched)
  }

  #greet(watched: Watched): void {
    const waiting = [...watched.watchers].filter(([, watcher]) => !watcher.hasSnapshot)
    if (waiting.length === 0) return
    this.#flush(watched) // so that the snapshot stands at the number that the others have heard
    const snapshot = this.#snapshot(watched.table)
    for (const [outlet, watcher] of waiting) {
      outlet.tell(snapshot)
      watcher.hasSnapshot = true
    }
  }

  /** One load at a time for each table: two would not know what was told during which. */
  #load(watched: Watched): Promise<void> {
    watched.loading ??= this.#loadOnce(watched).finally(() => {
      watched.loading = null
    })
    return watched.loading
  }

  async #loadOnce(watched: Watched): Promise<void> {
    const { table, user } = watched
    table.beginLoad()
    try {
      table.endLoad(await this.#options.sources[table.topic].load(user))
      watched.isLoaded = true
      this.#options.onNews()
    } catch (fault) {
      table.abandonLoad()
      throw fault
    }
  }

  #flush({ table, watchers }: Watched): boolean {
    const changed = table.takeChanged()
    let shared: Buffer | null = null
    let isOwing = false
    for (const [outlet, { hasSnapshot, owed }] of watchers) {
      if (!hasSnapshot) continue
      if (outlet.isSlow()) {
        for (const key of changed) owed.add(key)
        isOwing ||= owed.size > 0
      } else if (owed.size > 0) {
        outlet.tell(this.#delta(table, new Set([...owed, ...changed])))
        owed.clear()
      } else if (changed.length > 0) {
        shared ??= this.#delta(table, changed)
        outlet.tell(shared)
      }
    }
    return isOwing
  }

  #forgetIfEmpty({ table, user, watchers }: Watched): void {
    if (watchers.size === 0) this.#watched.delete(nameOf(table.topic, user))
  }

  #snapshot(table: Table): Buffer {
    const { topic, sequence, rows } = table
    return encode({ type: 'snapshot', topic, sequence, at: this.#options.clock.now(), rows })
  }

  #delta(table: Table, keys: Iterable<string>): Buffer {
    const { topic, sequence } = table
    return encode({ type: 'delta', topic, sequence, at: this.#options.clock.now(), ...table.deltaOf(keys) })
  }
}

/** The whole frame, ready for any socket. */
export function encode(news: StreamNews): Buffer {
  return textFrame(JSON.stringify(news))
}

function nameOf(topic: TopicName, user: UserId | null): string {
  return user === null ? topic : `${topic} ${user}`
}
