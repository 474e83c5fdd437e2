// Sockets that only count what they hear: reading costs next to nothing, so that the server is what is measured.
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import type { Socket } from 'node:net'

export type Crowd = { heard(count: number): Promise<void>; leave(): void }

const HEADER_BYTES = 4 // every message of the measurement is between 126 bytes and 64 KiB

/** Opens the sockets and waits for what each of them is told at once. */
export async function openCrowd(of: { port: number; sockets: number; greetings: number }): Promise<Crowd> {
  let missing = of.sockets * of.greetings
  let done = () => {}
  const count = () => {
    missing -= 1
    if (missing === 0) done()
  }
  const heard = (more: number) =>
    new Promise<void>(resolve => {
      missing += more
      done = resolve
      if (missing === 0) resolve()
    })
  const sockets = await Promise.all(Array.from({ length: of.sockets }, () => openSocket(of.port, count)))
  await heard(0)
  return {
    heard,
    leave: () => {
      for (const socket of sockets) socket.destroy()
    },
  }
}

async function openSocket(port: number, count: () => void): Promise<Socket> {
  const asked = request({
    host: '127.0.0.1',
    port,
    headers: {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
    },
  })
  const upgraded = once(asked, 'upgrade')
  asked.end()
  const [, socket, head]: [unknown, Socket, Buffer] = (await upgraded) as [unknown, Socket, Buffer]
  const read = frameCounter(count)
  read(head)
  socket.on('data', read)
  return socket
}

function frameCounter(count: () => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0)
  let payloadBytes = 0
  return chunk => {
    let at = Math.min(payloadBytes, chunk.length)
    payloadBytes -= at
    if (at > 0 && payloadBytes === 0) count()
    if (at === chunk.length) return
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    while (bytes.length - at >= HEADER_BYTES) {
      const length = bytes.readUInt16BE(at + 2)
      const have = Math.min(length, bytes.length - at - HEADER_BYTES)
      at += HEADER_BYTES + have
      payloadBytes = length - have
      if (payloadBytes === 0) count()
    }
    rest = bytes.subarray(at)
  }
}
