// The next time of a daily, hourly or minutely schedule. Pure arithmetic on UTC: days there are all of one length.
import { DAY_MS, type EpochMs, epochMs, HOUR_MS, MINUTE_MS } from './time.ts'

const SCHEDULE = /^(\*|\d{1,2}) (\*|\d{1,2}) \* \* \*$/

/** Undefined for whatever says more than a minute and an hour. */
export function nextRun(cron: string, at: EpochMs): EpochMs | undefined {
  const [, minute, hour] = SCHEDULE.exec(cron) ?? []
  if (minute === undefined || hour === undefined) return undefined
  const first = (Math.floor(at / MINUTE_MS) + 1) * MINUTE_MS
  for (let time = first; time <= first + DAY_MS; time += MINUTE_MS) {
    const isHour = hour === '*' || Math.floor((time % DAY_MS) / HOUR_MS) === Number(hour)
    const isMinute = minute === '*' || Math.floor((time % HOUR_MS) / MINUTE_MS) === Number(minute)
    if (isHour && isMinute) return epochMs(time)
  }
  return undefined
}
