// The channel of messages to a child. To the child it is Node's own (process.send, one JSON a line over a socket); this end is
// read by ourselves: Node's reader keeps a line without an end in memory and throws in the parent at one that is no JSON,
// so that any child could end the desk.
import type { Duplex } from 'node:stream'
import { FromChild, type ToChild } from '#server/ipc.ts'
import type { MessagePace } from './message-pace.ts'
import { readLines } from './read-lines.ts'

/** After standard input, output and error. */
export const CHANNEL_FD = 3
/** By these Node finds the channel in the child; it takes them out of the child's environment. */
export const CHANNEL_NAMES = { NODE_CHANNEL_FD: String(CHANNEL_FD), NODE_CHANNEL_SERIALIZATION_MODE: 'json' }

const MESSAGE_LENGTH_MAX = 1024 ** 2

/** `too-many`: it came too soon after the others; `unreadable`: no JSON, or nothing that anybody understands. */
export type ChannelDrop = 'too-many' | 'unreadable' | 'unsendable'

export type ChannelEars = {
  onMessage(message: FromChild): void
  onDrop(drop: ChannelDrop): void
  onEndless(): void
  readonly pace: MessagePace
}

/** `sent` is called when a message has left, or never will. */
export type SendToChild = (message: ToChild, sent?: () => void) => void

export function openChannel(
  socket: Duplex,
  { onMessage, onDrop, onEndless, pace }: ChannelEars,
): SendToChild {
  socket.on('error', () => socket.destroy()) // the child is gone: its exit tells
  const onLine = (line: string) => {
    if (!pace()) return onDrop('too-many') // before it is read: what is dropped costs nothing more
    const message = parse(line)
    if (message === undefined) onDrop('unreadable')
    else onMessage(message)
  }
  readLines(socket, { onLine, onEndless, toldLengthMax: MESSAGE_LENGTH_MAX })
  return (message, sent = () => {}) => {
    if (!socket.writable) return sent()
    try {
      socket.write(`${JSON.stringify(message)}\n`, () => sent())
    } catch {
      // Arrays nested too deep, for one, cannot be written: they must not end the desk that passes them on.
      onDrop('unsendable')
      sent()
    }
  }
}

function parse(line: string): FromChild | undefined {
  try {
    const message = FromChild.safeParse(JSON.parse(line))
    return message.success ? message.data : undefined
  } catch {
    return undefined // told by the caller
  }
}
