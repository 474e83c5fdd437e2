// Time zones to choose from: by region, as the browser's own table knows them.

export type ZoneGroup = { region: string; zones: readonly { id: string; title: string }[] }

export function zoneGroups(ids: readonly string[]): ZoneGroup[] {
  const places = ids.filter(id => id.includes('/')).toSorted()
  const regions = Map.groupBy(places, id => id.slice(0, id.indexOf('/')))
  return [...regions].map(([region, zones]) => ({
    region,
    zones: zones.map(id => ({
      id,
      title: id
        .slice(region.length + 1)
        .replaceAll('_', ' ')
        .replaceAll('/', ' · '),
    })),
  }))
}

/** Whether this browser can show times there; what one browser knows another may not. */
export function isZone(id: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: id }).resolvedOptions().timeZone !== ''
  } catch {
    return false // it throws a RangeError for a zone it does not know, and has no other way to say so
  }
}
