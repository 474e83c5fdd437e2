// Where a request really comes from: the peer itself, or what a named proxy says of it. Nobody else is believed.
import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'

export type Visitor = { address: string; isSecure: boolean; host: string }

type Heard = {
  peer: string
  isTls: boolean
  host: string | undefined
  forwardedFor: string | undefined
  forwardedProto: string | undefined
  forwardedHost: string | undefined
}

export function trustedProxies(addresses: readonly string[]): BlockList {
  const list = new BlockList()
  for (const entry of addresses) {
    const [address = '', bits] = entry.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return list
}

export function visitorOfRequest(
  { headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>,
  proxies: BlockList,
): Visitor {
  return visitorOf(
    {
      peer: socket.remoteAddress ?? '',
      isTls: 'encrypted' in socket,
      host: headers.host,
      forwardedFor: oneValue(headers['x-forwarded-for']),
      forwardedProto: oneValue(headers['x-forwarded-proto']),
      forwardedHost: oneValue(headers['x-forwarded-host']),
    },
    proxies,
  )
}

export function visitorOf(heard: Heard, proxies: BlockList): Visitor {
  const peer = plainAddress(heard.peer)
  const own = { address: peer, isSecure: heard.isTls, host: heard.host ?? '' }
  if (!isListed(peer, proxies)) return own
  return {
    address: firstStranger(heard.forwardedFor, proxies) ?? peer,
    isSecure: heard.isTls || heard.forwardedProto?.split(',').at(-1)?.trim() === 'https',
    host: heard.forwardedHost ?? own.host,
  }
}

function oneValue(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(',') : value
}

/** The list grows to the right, one proxy at a time: the last address that no proxy of ours has is the visitor. */
function firstStranger(forwardedFor: string | undefined, proxies: BlockList): string | undefined {
  const hops = (forwardedFor ?? '').split(',').map(hop => plainAddress(hop.trim()))
  return hops.findLast(hop => isIP(hop) > 0 && !isListed(hop, proxies))
}

function isListed(address: string, list: BlockList): boolean {
  const version = isIP(address)
  return version > 0 && list.check(address, version === 6 ? 'ipv6' : 'ipv4')
}

/** ::ffff:10.0.0.2 and 10.0.0.2 are one machine. */
function plainAddress(address: string): string {
  return address.startsWith('::ffff:') && isIP(address.slice(7)) === 4 ? address.slice(7) : address
}
