// A moment in UTC, as logs and other machines spell it: what is shown here can be found there.

export function moment(at: number): string {
  // biome-ignore lint/style/noRestrictedGlobals: the calendar of a given moment, not the clock
  return new Date(at).toISOString().replace('T', ' ').slice(0, 19)
}

export function timeOfDay(at: number): string {
  return moment(at).slice(11)
}
