// A loopback port that nobody listens on in this moment; whoever takes it must be ready to find it taken.
import { createServer } from 'node:net'
import { assert } from '#lib/base/assert.ts'

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      assert(address !== null && typeof address === 'object', 'a TCP server has a port')
      server.close(() => resolve(address.port))
    })
  })
}
