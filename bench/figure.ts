// A figure of `npm run bench`: one number of ours beside a peer or a limit that was measured in the same run.

export type Measured = {
  value: number
  unit: string
  /** The peer's number, or the limit of the machine, in the same unit and from the same run. */
  peer: number
  /** Ours to the peer's; better is said by the target. */
  ratio: number
  /** In words that a person can check against the ratio or the value: `ratio >= 0.9`. */
  target: string
  met: boolean
}

export type Figure = {
  /** Begins with its room: auth, web, margin, venue, gateway, engine, desk, strategy, notify. */
  name: string
  measure(): Promise<Measured>
}
