// The figures of all processes for Prometheus, on one loopback port.
import { createServer, type Server } from 'node:http'
import { AggregatorRegistry, type MetricObject } from 'prom-client'
import { reasonOf, StartFault } from './start-fault.ts'

export type ReadMetrics = () => Promise<readonly (readonly unknown[])[]>
export type MetricsDoor = { readonly port: number; close(): Promise<void> }

export async function openMetricsDoor(
  port: number,
  of: { read: ReadMetrics; onFault(error: unknown): void },
): Promise<MetricsDoor> {
  const server = createServer((request, response) => {
    // A page elsewhere may make a browser ask here under a name of its own.
    if (!isLoopbackName(request.headers.host)) {
      response.writeHead(421).end()
      return
    }
    if (request.url !== '/metrics' || request.method !== 'GET') {
      response.writeHead(404).end()
      return
    }
    aggregate(of.read).then(
      text => response.writeHead(200, { 'Content-Type': 'text/plain; version=0.0.4' }).end(text),
      (error: unknown) => {
        of.onFault(error)
        response.writeHead(503).end()
      },
    )
  })
  server.requestTimeout = 5_000
  return { port: await listen(server, port), close: () => close(server) }
}

function isLoopbackName(host: string | undefined): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host ?? '')
}

async function aggregate(read: ReadMetrics): Promise<string> {
  const all = await read()
  // Each list is what prom-client's own getMetricsAsJSON gave, carried over IPC as plain data.
  return AggregatorRegistry.aggregate([...all] as MetricObject[][]).metrics()
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', cause =>
      reject(new StartFault(`port ${port} of 127.0.0.1 for the metrics: ${reasonOf(cause)}`)),
    )
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

function close(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise(resolve => server.close(() => resolve()))
}
