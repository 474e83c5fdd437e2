// What one socket still has to hear. A slow reader is told less often and only the latest; one that reads nothing is dropped.
import { STREAM_LIMITS } from '#lib/wire/stream.ts'

/** A socket as the stream needs it; a test hands in its own. */
export type Wire = {
  /** Takes a whole frame. */
  send(frame: Buffer): void
  backlogBytes(): number
  close(code: number, reason: string): void
}

/** From here on a socket counts as slow: deltas wait, and melt into one. */
export const SLOW_BYTES = STREAM_LIMITS.backlogBytesMax / 4

export type Outlet = {
  /** Sent at once; a socket whose backlog is at its bound is dropped instead. */
  tell(message: Buffer): void
  isSlow(): boolean
  close(code: number, reason: string): void
}

export function openOutlet(wire: Wire, onDrop: () => void): Outlet {
  let isOpen = true
  const close = (code: number, reason: string) => {
    if (!isOpen) return
    isOpen = false
    wire.close(code, reason)
  }
  return {
    tell(message) {
      if (!isOpen) return
      if (wire.backlogBytes() + message.byteLength > STREAM_LIMITS.backlogBytesMax) {
        onDrop()
        close(CLOSE_CODES.tooSlow, 'TOO_SLOW')
        return
      }
      wire.send(message)
    },
    isSlow: () => wire.backlogBytes() > SLOW_BYTES,
    close,
  }
}

/** RFC 6455, section 7.4.1. */
export const CLOSE_CODES = {
  goingAway: 1001,
  unreadable: 1003,
  policy: 1008,
  tooSlow: 1013,
} as const
