// Sizes in powers of 1024 with three significant digits, as memory and disks are read.

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const

export function bytes(count: number): string {
  const positive = Math.max(0, count)
  const power = Math.min(UNITS.length - 1, positive < 1 ? 0 : Math.floor(Math.log2(positive) / 10))
  const value = positive / 1024 ** power
  const digits = power === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2
  return `${value.toFixed(digits)} ${UNITS[power]}`
}
