// The one socket of the page: opened for as long as the page lives, again and again with patience, and resynchronized after
// sleep. It holds no data; what it hears goes to the live store.
import type { Role } from '#lib/wire/role.ts'
import type { StreamAsk, StreamNews, TopicName } from '#lib/wire/stream.ts'
import { parseNews } from './live-store.ts'

export type LinkState = 'connecting' | 'open' | 'waiting' | 'signed-out'
export type LinkStatus = {
  state: LinkState
  /** How often it had to be opened again. */
  reopened: number
  heardAt: number | null
  /** The desk's clock minus this browser's, by the quickest message so far. */
  clockSkewMs: number
  /** What one may do now, as the desk told last; null until it told. */
  role: Role | null
}

/** The browser as the link needs it; a test hands in its own. */
export type LinkWorld = {
  open(): LinkSocket
  now(): number
  after(ms: number, act: () => void): () => void
  random(): number
  /** Asked when a socket would not open: the browser does not tell why. */
  isSignedIn(): Promise<boolean>
}
export type LinkSocket = {
  send(text: string): void
  close(): void
  onOpen(act: () => void): void
  onText(act: (text: string) => void): void
  onClose(act: () => void): void
}

export const NOT_LINKED: LinkStatus = {
  state: 'connecting',
  reopened: 0,
  heardAt: null,
  clockSkewMs: 0,
  role: null,
}

type LinkOptions = { world: LinkWorld; receive(news: StreamNews): boolean; changed(status: LinkStatus): void }

const RETRY_MS_MIN = 1_000
const RETRY_MS_MAX = 30_000
/** The desk beats every five seconds: a socket silent for longer than two is dead, whatever it says of itself. */
const SILENCE_MS_MAX = 12_000
/** One beat and the time it may take: whoever heard one so lately needs no new socket after sleep. */
const ALIVE_MS = 6_000

export class Link {
  readonly #options: LinkOptions
  readonly #topics = new Set<TopicName>()
  #status: LinkStatus = { ...NOT_LINKED }
  #socket: LinkSocket | null = null
  #isSkewKnown = false
  #failures = 0
  #cancelTimer: () => void = () => {}
  #isClosed = false

  constructor(options: LinkOptions) {
    this.#options = options
  }

  /** Also after signing in again, when the session that the old socket was for has ended. */
  open(): void {
    this.#isClosed = false
    this.#failures = 0
    this.#connect()
  }

  close(): void {
    this.#isClosed = true
    this.#drop()
  }

  want(topic: TopicName): void {
    this.#topics.add(topic)
    this.#say({ type: 'subscribe', topic })
  }

  drop(topic: TopicName): void {
    this.#topics.delete(topic)
    this.#say({ type: 'unsubscribe', topic })
  }

  /** After sleep, or back online: what was heard before is old, so everything is asked for again. */
  wake(): void {
    const { state, heardAt } = this.#status
    if (this.#isClosed || state === 'signed-out') return
    this.#failures = 0
    const isAlive = state === 'open' && heardAt !== null && this.#options.world.now() - heardAt < ALIVE_MS
    if (isAlive) for (const topic of this.#topics) this.#say({ type: 'subscribe', topic })
    else this.#connect()
  }

  #connect(): void {
    this.#drop()
    this.#change({ state: 'connecting' })
    const socket = this.#options.world.open()
    this.#socket = socket
    let wasOpen = false
    socket.onOpen(() => {
      if (socket !== this.#socket) return
      wasOpen = true
      this.#failures = 0
      this.#isSkewKnown = false
      this.#change({ state: 'open' })
      this.#expectNews()
      for (const topic of this.#topics) this.#say({ type: 'subscribe', topic })
    })
    socket.onText(text => {
      if (socket === this.#socket) this.#hear(text)
    })
    socket.onClose(() => {
      if (socket === this.#socket) this.#lost(wasOpen)
    })
  }

  #hear(text: string) {
    const { world, receive } = this.#options
    const news = parseNews(text)
    if (news === null) return this.#lost(true)
    this.#expectNews()
    if (news.type === 'error') {
      if (news.code === 'SESSION_ENDED') this.#signOut()
      return
    }
    if (news.type === 'you') return this.#change({ heardAt: world.now(), role: news.role })
    const skewMs = news.at - world.now()
    // The least delayed message knows best: every delay makes the desk's clock look slow. A new socket measures anew, for
    // the clock of this browser may have been set in between.
    const clockSkewMs = this.#isSkewKnown ? Math.max(this.#status.clockSkewMs, skewMs) : skewMs
    this.#isSkewKnown = true
    this.#change({ heardAt: world.now(), clockSkewMs })
    if (receive(news) || news.type === 'beat') return
    // A gap is closed by a new snapshot; a snapshot that this page cannot read would only come again.
    this.#say({ type: news.type === 'delta' ? 'subscribe' : 'unsubscribe', topic: news.topic })
  }

  #lost(wasOpen: boolean): void {
    this.#drop()
    if (this.#isClosed || this.#status.state === 'signed-out') return
    this.#change({ state: 'waiting', reopened: this.#status.reopened + 1 })
    const { world } = this.#options
    if (!wasOpen) {
      void world.isSignedIn().then(isSignedIn => {
        if (!isSignedIn && !this.#isClosed) this.#signOut()
      })
    }
    const roomMs = Math.min(RETRY_MS_MAX, RETRY_MS_MIN * 2 ** this.#failures)
    this.#failures += 1
    this.#cancelTimer = world.after(roomMs / 2 + (roomMs / 2) * world.random(), () => this.#connect())
  }

  #signOut(): void {
    this.#drop()
    this.#change({ state: 'signed-out' })
  }

  #expectNews(): void {
    this.#cancelTimer()
    this.#cancelTimer = this.#options.world.after(SILENCE_MS_MAX, () => this.#lost(true))
  }

  #drop(): void {
    this.#cancelTimer()
    const socket = this.#socket
    this.#socket = null
    socket?.close()
  }

  #say(ask: StreamAsk): void {
    if (this.#status.state === 'open') this.#socket?.send(JSON.stringify(ask))
  }

  #change(part: Partial<LinkStatus>): void {
    this.#status = { ...this.#status, ...part }
    this.#options.changed(this.#status)
  }
}
