// Everything live that a page holds: the store, the socket, its status and a clock of one tick a second. React only reads it.
import type { TopicName } from '#lib/wire/stream.ts'
import { Link, type LinkStatus, type LinkWorld, NOT_LINKED } from './link.ts'
import { LiveStore, type LiveStoreOptions } from './live-store.ts'

export type DeskWorld = LinkWorld & LiveStoreOptions

const TICK_MS = 1_000
/** A topic that nobody draws is kept for a while: pages come and go faster than subscriptions should. */
const LINGER_MS = 5_000

export class Desk {
  readonly store: LiveStore
  readonly #world: DeskWorld
  readonly #link: Link
  readonly #listeners = new Set<() => void>()
  readonly #lingering = new Map<TopicName, () => void>()
  #status = NOT_LINKED
  #now = 0
  #isStatusDirty = false
  #stopTicking: () => void = () => {}

  constructor(world: DeskWorld) {
    this.#world = world
    this.store = new LiveStore(world)
    this.#link = new Link({
      world,
      receive: news => this.store.receive(news),
      changed: status => this.#changed(status),
    })
  }

  open(): void {
    this.#tick()
    this.#link.open()
  }

  close(): void {
    this.#stopTicking()
    this.#link.close()
  }

  /** Somebody signed in again: the topics are asked for on a new socket. */
  reopen(): void {
    this.#link.open()
  }

  wake(): void {
    this.#link.wake()
  }

  /** Subscribes at the desk for as long as somebody listens here. */
  watch(topic: TopicName, listener: () => void): () => void {
    const isFirst = !this.store.isWatched(topic)
    const stop = this.store.listen(topic, listener)
    const isKept = this.#lingering.get(topic)
    isKept?.()
    this.#lingering.delete(topic)
    if (isFirst && isKept === undefined) this.#link.want(topic)
    return () => {
      stop()
      if (!this.store.isWatched(topic)) this.#linger(topic)
    }
  }

  /** Status and clock change together, once a frame at most. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  readStatus(): LinkStatus {
    return this.#status
  }

  /** The desk's clock as far as this browser knows it, in steps of a second. */
  readNow(): number {
    return this.#now
  }

  #linger(topic: TopicName): void {
    const cancel = this.#world.after(LINGER_MS, () => {
      this.#lingering.delete(topic)
      this.#link.drop(topic)
    })
    this.#lingering.set(topic, cancel)
  }

  #tick(): void {
    this.#stopTicking()
    this.#now = this.#world.now() + this.#status.clockSkewMs
    this.#tell()
    this.#stopTicking = this.#world.after(TICK_MS, () => this.#tick())
  }

  #changed(status: LinkStatus): void {
    this.#status = status
    if (this.#isStatusDirty) return
    this.#isStatusDirty = true
    this.#world.schedule(() => {
      this.#isStatusDirty = false
      this.#now = Math.max(this.#now, this.#world.now() + this.#status.clockSkewMs)
      this.#tell()
    })
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}
