// Recovery codes as a file or a note keeps them.

/** A line each, under what they are for. */
export function recoveryNote(codes: readonly string[], host: string): string {
  return [
    `Recovery codes for Plimsoll at ${host}`,
    'Each works once, in place of the code from the app.',
    '',
    ...codes,
    '',
  ].join('\n')
}
