// The channel of a child process carries frames of the bus and nothing else of it.
import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { test } from 'node:test'
import { channelPort } from './channel.ts'
import type { Frame } from './frame.ts'

const frame: Frame = { type: 'withdrawn', id: '0b5e4a52-6a1c-4a7e-9a53-1a1a1a1a1a1a' }

test('frames go to the supervisor in the envelope of the bus, and only such envelopes come in', () => {
  const channel = Object.assign(new EventEmitter(), {
    said: [] as unknown[],
    send(message: unknown, ...rest: unknown[]) {
      channel.said.push(message)
      const sent = rest.at(-1) as () => void
      sent()
      return true
    },
  })
  const port = channelPort(channel as never)
  const heard: unknown[] = []
  const stop = port.listen(one => heard.push(one))
  let sent = 0
  port.send(frame, () => {
    sent += 1
  })
  for (const message of [{ kind: 'bus', frame }, { kind: 'stop' }, null, 'bus'])
    channel.emit('message', message)
  stop()
  channel.emit('message', { kind: 'bus', frame })
  assert.deepEqual(channel.said, [{ kind: 'bus', frame }])
  assert.deepEqual(heard, [frame])
  assert.equal(sent, 1)
})

test('without a supervisor frames are dropped and the sender goes on', () => {
  const port = channelPort(new EventEmitter() as never)
  let sent = 0
  port.send(frame, () => {
    sent += 1
  })
  assert.equal(sent, 1)
})
