// The figures of one process. The supervisor asks for them over IPC and serves all processes on one loopback port, each
// figure labelled with its process.
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { ProcessName } from '#lib/wire/process.ts'

type Labels = Readonly<Record<string, string>>

export type Metrics = {
  /** A figure that goes up and down. The name ends in its unit. */
  gauge(
    name: string,
    help: string,
    labelNames?: readonly string[],
  ): { set(value: number, labels?: Labels): void }
  /** A figure that only grows. The name ends in `_total`. */
  counter(
    name: string,
    help: string,
    labelNames?: readonly string[],
  ): { add(count: number, labels?: Labels): void }
  /** What the IPC answer carries: plain data that prom-client's aggregator takes. */
  read(): Promise<readonly unknown[]>
}

/** Every process begins with Node's own figures: memory, event loop, handles. */
export function openMetrics(process: ProcessName): Metrics {
  const registry = new Registry()
  registry.setDefaultLabels({ process })
  collectDefaultMetrics({ register: registry })
  return {
    gauge: (name, help, labelNames = []) => {
      const gauge = new Gauge({ name, help, labelNames: [...labelNames], registers: [registry] })
      return { set: (value, labels = {}) => gauge.set(labels, value) }
    },
    counter: (name, help, labelNames = []) => {
      const counter = new Counter({ name, help, labelNames: [...labelNames], registers: [registry] })
      return { add: (count, labels = {}) => counter.inc(labels, count) }
    },
    read: () => registry.getMetricsAsJSON(),
  }
}
