// One PostgreSQL for a whole test run: prints its address as one line of JSON, and goes when whoever started it does.
import { startTestCluster } from './cluster.ts'

const cluster = await startTestCluster()
process.stdout.write(`${JSON.stringify({ url: cluster.url })}\n`)

const gone = new Promise<void>(resolve => {
  process.stdin.once('end', resolve).once('close', resolve).resume()
  process.once('SIGTERM', resolve).once('SIGINT', resolve)
})
await gone
await cluster.stop()
process.exit(0)
