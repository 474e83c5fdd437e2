// The port of a child process: the channel that the supervisor opened when it forked it.
import type { Port } from './local.ts'

type Channel = Pick<NodeJS.Process, 'send' | 'on' | 'off'>

/** Without a supervisor (a process started by hand) there is nobody to talk to: frames are dropped, as on any lossy bus. */
export function channelPort(channel: Channel): Port {
  return {
    send(frame, sent) {
      if (channel.send === undefined) return sent()
      channel.send({ kind: 'bus', frame }, undefined, undefined, sent)
    },
    listen(receive) {
      const hear = (message: unknown) => {
        if (isBusMessage(message)) receive(message.frame)
      }
      channel.on('message', hear)
      return () => void channel.off('message', hear)
    },
  }
}

function isBusMessage(message: unknown): message is { kind: 'bus'; frame: unknown } {
  return typeof message === 'object' && message !== null && 'kind' in message && message.kind === 'bus'
}
