// Time zones: every place of the browser's table can be found and chosen, and is called the same wherever it is shown.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { zoneGroups, zonesLike, zoneTitle } from './zones.ts'

test('a zone is found by city, country or region, in any case and order', () => {
  const zones = ['Europe/Berlin', 'America/Argentina/Buenos_Aires', 'America/New_York', 'Etc/GMT+5']
  const table: [string, string[]][] = [
    ['', zones],
    ['berl', ['Europe/Berlin']],
    ['BUENOS', ['America/Argentina/Buenos_Aires']],
    ['york america', ['America/New_York']],
    ['são', []],
    ['gmt+5', ['Etc/GMT+5']],
    ['erlin', []],
  ]
  for (const [typed, found] of table) assert.deepEqual(zonesLike(typed, zones), found, typed)
  assert.equal(zoneTitle('America/Argentina/Buenos_Aires'), 'Buenos Aires, Argentina, America')
})

test('zones stand under their region, deep ones too', () => {
  const groups = zoneGroups(['Europe/Berlin', 'America/Argentina/Buenos_Aires', 'America/New_York', 'UTC'])
  assert.deepEqual(groups, [
    {
      region: 'America',
      zones: [
        { id: 'America/Argentina/Buenos_Aires', title: 'Buenos Aires, Argentina' },
        { id: 'America/New_York', title: 'New York' },
      ],
    },
    { region: 'Europe', zones: [{ id: 'Europe/Berlin', title: 'Berlin' }] },
  ])
})

test('every zone of a place stands in the groups, once', () => {
  const ids = Intl.supportedValuesOf('timeZone')
  const grouped = zoneGroups(ids).flatMap(({ zones }) => zones.map(({ id }) => id))
  assert.deepEqual(grouped.toSorted(), ids.filter(id => id.includes('/')).toSorted())
})
