// Time zones as people look for them: by a city or a region, however they spell it.

/** `Buenos Aires, Argentina, America` for America/Argentina/Buenos_Aires. */
export function placeOf(zone: string): string {
  return zone.replaceAll('_', ' ').split('/').toReversed().join(', ')
}

/** Each word that was typed begins a word of the zone's name. */
export function zonesLike(typed: string, zones: readonly string[]): readonly string[] {
  const wanted = wordsOf(typed)
  return zones.filter(zone => {
    const words = wordsOf(zone)
    return wanted.every(want => words.some(word => word.startsWith(want)))
  })
}

function wordsOf(text: string): readonly string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.split(/[^a-z0-9+-]+/).filter(word => word !== '')
}
