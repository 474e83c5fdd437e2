// A whole bus inside one process: the same relay and the same rights, without a channel between.
import type { ProcessName } from '#lib/wire/process.ts'
import type { Bus } from './bus.ts'
import { openBus } from './local.ts'
import { openRelay } from './relay.ts'

/** Returns the door for each process; what is sent is heard within the same call. */
export function openMemoryBus(): (process: ProcessName) => Bus {
  const relay = openRelay()
  return process => {
    if (process === 'supervisor') return relay.bus
    let hear: (frame: unknown) => void = () => {}
    const seat = relay.join(process, (frame, sent) => {
      sent()
      hear(structuredClone(frame))
    })
    return openBus(process, {
      send(frame, sent) {
        sent()
        seat.receive(structuredClone(frame))
      },
      listen(receive) {
        hear = receive
        return () => seat.leave()
      },
    })
  }
}
