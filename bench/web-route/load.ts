// A load that costs little itself: some keep-alive connections, each asking again as soon as it was answered.
import { connect, type Socket } from 'node:net'

export type Load = { port: number; path: string; cookie: string; connections: number; requests: number }

/** Answers a second; an answer that is not 200 ends the measurement. */
export async function answersPerSecond(load: Load): Promise<number> {
  const request = `GET ${load.path} HTTP/1.1\r\nHost: localhost\r\nCookie: ${load.cookie}\r\nX-Forwarded-For: 127.0.0.1\r\n\r\n`
  const budget = { left: load.requests }
  const sockets = await Promise.all(Array.from({ length: load.connections }, () => open(load.port)))
  const begunMs = performance.now()
  await Promise.all(sockets.map(socket => askUntilSpent(socket, request, budget)))
  const tookMs = performance.now() - begunMs
  for (const socket of sockets) socket.destroy()
  return (load.requests / tookMs) * 1_000
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket))
    socket.once('error', reject)
  })
}

function askUntilSpent(socket: Socket, request: string, budget: { left: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    let heard = ''
    const ask = () => {
      if (budget.left === 0) return resolve()
      budget.left -= 1
      heard = ''
      socket.write(request)
    }
    socket.setEncoding('latin1')
    socket.on('data', chunk => {
      heard += chunk
      if (!isWhole(heard)) return
      if (heard.startsWith('HTTP/1.1 200 ')) return ask()
      reject(new Error(`not answered: ${heard.slice(0, 200)}`))
    })
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('the connection was closed')))
    ask()
  })
}

function isWhole(heard: string): boolean {
  const headEnd = heard.indexOf('\r\n\r\n')
  if (headEnd < 0) return false
  const [, length] = /\r\ncontent-length: (\d+)/i.exec(heard.slice(0, headEnd)) ?? []
  return length === undefined ? heard.endsWith('\r\n0\r\n\r\n') : heard.length >= headEnd + 4 + Number(length)
}
