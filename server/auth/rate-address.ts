// The part of an address by which a visitor is counted: whoever has one IPv6 address has all of its /64.
import { isIPv6 } from 'node:net'

const ADDRESS_LENGTH_MAX = 64
const GROUPS = 8
const GROUPS_OF_NETWORK = 4

export function rateAddress(address: string): string {
  if (!isIPv6(address)) return address.slice(0, ADDRESS_LENGTH_MAX)
  const [front = '', back] = address.replace(/%.*$/, '').split('::')
  const head = groupsOf(front)
  const tail = groupsOf(back ?? '')
  const left = Array<number>(Math.max(0, GROUPS - head.length - tail.length)).fill(0)
  const network = [...head, ...left, ...tail].slice(0, GROUPS_OF_NETWORK)
  return `${network.map(group => group.toString(16)).join(':')}::/64`
}

function groupsOf(text: string): number[] {
  if (text === '') return []
  // Four bytes that are written as of IPv4 stand last, where two groups would.
  return text.split(':').flatMap(group => (group.includes('.') ? [0, 0] : [Number.parseInt(group, 16)]))
}
