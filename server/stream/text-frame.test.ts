// Frames: a WebSocket implementation that is not ours reads exactly what was written.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import fc from 'fast-check'
import { WebSocket, WebSocketServer } from 'ws'
import { textFrame } from './text-frame.ts'

test('whatever the text and its length, the other side reads it', async t => {
  const server = createServer()
  const sockets = new WebSocketServer({ server })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close())
  const welcomed = once(sockets, 'connection')
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const [, request] = await welcomed
  const heard = async (text: string) => {
    const message = once(client, 'message')
    request.socket.write(textFrame(text))
    const [data, isBinary] = await message
    assert.deepEqual([data.toString('utf8'), isBinary], [text, false])
  }
  for (const length of [0, 1, 125, 126, 127, 65_535, 65_536, 200_000]) await heard('x'.repeat(length))
  await fc.assert(fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 300 }), heard))
  client.terminate()
})
