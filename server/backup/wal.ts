// The names of write-ahead log segments: which ones a stretch of log lies in, and which ones no kept backup needs.

/** A position in the log, as PostgreSQL writes it: two hexadecimal halves of 64 bits. */
export function positionOf(lsn: string): bigint {
  const [high, low] = lsn.split('/')
  if (high === undefined || low === undefined) throw new RangeError(`${lsn} is no position in the log`)
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`)
}

export type Stretch = { timeline: number; startLsn: string; stopLsn: string; segmentBytes: number }

/** The segments from the first byte to the last. The stop position is the first byte that is no longer part of it. */
export function segmentsOf({ timeline, startLsn, stopLsn, segmentBytes }: Stretch): string[] {
  const size = BigInt(segmentBytes)
  const first = positionOf(startLsn) / size
  const last = (positionOf(stopLsn) - 1n) / size
  const names: string[] = []
  for (let number = first; number <= last; number += 1n) names.push(segmentName(timeline, number, size))
  return names
}

/** An archived file that only older backups than this segment's would need. History and backup labels are kept: they are small. */
export function isBefore(archived: string, segment: string): boolean {
  // The first eight digits are the timeline: the order of the log is that of the other sixteen.
  return isSegment(archived) && archived.slice(8, SEGMENT_LENGTH) < segment.slice(8)
}

const SEGMENT_LENGTH = 24

export function isSegment(archived: string): boolean {
  return /^[0-9A-F]{24}(\.gz)?$/.test(archived)
}

function segmentName(timeline: number, number: bigint, size: bigint): string {
  const perHigh = 0x1_0000_0000n / size
  const hex = (value: bigint) => value.toString(16).toUpperCase().padStart(8, '0')
  return hex(BigInt(timeline)) + hex(number / perHigh) + hex(number % perHigh)
}
