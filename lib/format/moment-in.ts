// A moment as the clocks of a time zone show it, with the name of that zone: a time without one is a guess.
import { moment } from './moment.ts'

export function momentIn(at: number, timeZone: string): string {
  const parts = partsOf(at, timeZone)
  if (parts === undefined) return `${moment(at)} UTC`
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find(part => part.type === type)?.value ?? ''
  const day = `${of('year')}-${of('month')}-${of('day')}`
  return `${day} ${of('hour')}:${of('minute')}:${of('second')} ${of('timeZoneName')}`
}

/** Undefined where this machine does not know the zone: another one, which saved it, may. */
function partsOf(at: number, timeZone: string): Intl.DateTimeFormatPart[] | undefined {
  try {
    return new Intl.DateTimeFormat('en-GB', { ...SHAPE, timeZone }).formatToParts(at)
  } catch (cause) {
    if (cause instanceof RangeError) return undefined
    throw cause
  }
}

const SHAPE = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'short',
} as const satisfies Intl.DateTimeFormatOptions
