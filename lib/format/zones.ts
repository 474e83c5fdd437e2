// Time zones as people look for them: by region, by a city, however they spell it.

export type ZoneGroup = { region: string; zones: readonly { id: string; title: string }[] }

/** By region, as the browser's own table knows them; a zone of no region, such as UTC, is not of a place. */
export function zoneGroups(ids: readonly string[]): ZoneGroup[] {
  const places = ids.filter(id => id.includes('/')).toSorted()
  const regions = Map.groupBy(places, id => id.slice(0, id.indexOf('/')))
  return [...regions].map(([region, zones]) => ({
    region,
    zones: zones.map(id => ({ id, title: zoneTitle(id.slice(region.length + 1)) })),
  }))
}

/** `Buenos Aires, Argentina, America` for America/Argentina/Buenos_Aires. */
export function zoneTitle(zone: string): string {
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
