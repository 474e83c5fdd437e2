// The browser as the live desk needs it: its socket, its clock, its timers and its frames.
import { ReadHealth } from '#lib/wire/health.ts'
import { ask } from './ask.ts'
import type { DeskWorld } from './desk.ts'
import type { LinkSocket } from './link.ts'

const FRAME_MS_MAX = 250

export function browserWorld(): DeskWorld {
  return {
    open: openSocket,
    now: () => Date.now(),
    random: () => Math.random(),
    after(ms, act) {
      const timer = setTimeout(act, ms)
      return () => clearTimeout(timer)
    },
    schedule,
    async isSignedIn() {
      const answer = await ask(ReadHealth)
      return answer.ok || answer.error.code !== 'UNAUTHENTICATED'
    },
  }
}

/** The next frame, or soon when there is none: a hidden page draws no frames. */
function schedule(write: () => void): void {
  const timer = setTimeout(() => {
    cancelAnimationFrame(frame)
    write()
  }, FRAME_MS_MAX)
  const frame = requestAnimationFrame(() => {
    clearTimeout(timer)
    write()
  })
}

function openSocket(): LinkSocket {
  const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/stream`)
  return {
    send: text => socket.send(text),
    close: () => socket.close(),
    onOpen: act => socket.addEventListener('open', act),
    onText: act => socket.addEventListener('message', event => act(String(event.data))),
    onClose: act => socket.addEventListener('close', act),
  }
}
