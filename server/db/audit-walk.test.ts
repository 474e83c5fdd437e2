// Any single harm to any chain is found, by property.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { auditHash, GENESIS } from './audit-hash.ts'
import { type AuditFault, openWalk, type StoredEntry } from './audit-walk.ts'

type Chain = StoredEntry[]

const FIELDS = ['atMs', 'actor', 'action', 'object', 'detail', 'correlationId'] as const
type Told = Record<(typeof FIELDS)[number], string>

function chainOf(chain: string, told: readonly Told[]): Chain {
  const entries: Chain = []
  for (const fields of told) {
    const sequence = BigInt(entries.length + 1)
    const previousHash = entries.at(-1)?.hash ?? GENESIS
    const hash = auditHash(previousHash, { ...fields, chain, sequence: String(sequence) })
    entries.push({ ...fields, chain, sequence, previousHash, hash })
  }
  return entries
}

/** What is found in `stored`, by the heads of what was once `written`. */
function faultsOf(stored: readonly Chain[], written = stored): readonly AuditFault[] {
  const heads = written.flatMap(chain => chain.slice(-1))
  const walk = openWalk(heads.map(head => ({ ...head, name: 'external head' })))
  for (const entry of stored.flat()) walk.see(entry)
  walk.finish(stored.flatMap(chain => chain.slice(-1)))
  return walk.faults
}

const told = fc.record(
  Object.fromEntries(FIELDS.map(field => [field, fc.string()])) as Record<keyof Told, fc.Arbitrary<string>>,
) // every field, by the list above
const chains = fc
  .array(fc.array(told, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 3 })
  .map(all => all.map((rows, index) => chainOf(`chain ${index}`, rows)))
/** Chains, and one row of them. */
const chainsAndRow = chains.chain(all =>
  fc.nat(all.length - 1).chain(index =>
    fc.record({
      all: fc.constant(all),
      index: fc.constant(index),
      row: fc.nat((all[index]?.length ?? 1) - 1),
    }),
  ),
)

const harmed = (all: readonly Chain[], index: number, harm: (chain: Chain) => Chain) =>
  all.map((chain, at) => (at === index ? harm(chain) : chain))

test('whatever is written as it should be has no fault', () => {
  fc.assert(fc.property(chains, all => assert.deepEqual(faultsOf(all), [])))
})

test('any change of any field of any row is found, and named', () => {
  fc.assert(
    fc.property(
      chainsAndRow,
      fc.constantFrom(...FIELDS),
      fc.string({ minLength: 1 }),
      ({ all, index, row }, field, more) => {
        const edit = (chain: Chain) =>
          chain.map((entry, at) => (at === row ? { ...entry, [field]: entry[field] + more } : entry))
        const faults = faultsOf(harmed(all, index, edit), all)
        assert.deepEqual(
          faults.map(({ chain, sequence }) => [chain, sequence]),
          [[`chain ${index}`, BigInt(row + 1)]],
        )
      },
    ),
  )
})

test('text that moves over from one field to the next is a change', () => {
  const [entry] = chainOf('c', [
    { atMs: '1', actor: 'ab', action: 'c', object: '', detail: '', correlationId: '' },
  ])
  assert.ok(entry)
  assert.equal(faultsOf([[{ ...entry, actor: 'a', action: 'bc' }]]).length, 1)
})

test('any row that is gone is found', () => {
  fc.assert(
    fc.property(chainsAndRow, ({ all, index, row }) => {
      const faults = faultsOf(
        harmed(all, index, chain => chain.toSpliced(row, 1)),
        all,
      )
      assert.ok(faults.some(({ chain }) => chain === `chain ${index}`))
    }),
  )
})

test('any tail that was cut, and any chain that was rewritten from a row on, is found', () => {
  fc.assert(
    fc.property(chainsAndRow, told, ({ all, index, row }, another) => {
      const cut = faultsOf(
        harmed(all, index, chain => chain.slice(0, row)),
        all,
      )
      assert.ok(cut.some(({ chain }) => chain === `chain ${index}`))
      const rewrite = (chain: Chain) =>
        chainOf(`chain ${index}`, [
          ...chain.slice(0, row),
          { ...another, detail: `${chain[row]?.detail}!` },
          ...chain.slice(row + 1),
        ])
      const rewritten = faultsOf(harmed(all, index, rewrite), all)
      assert.deepEqual(
        rewritten.map(({ fault }) => fault),
        ['is not the row that the external head knows'],
      )
    }),
  )
})

test('two rows that changed places are found', () => {
  fc.assert(
    fc.property(chainsAndRow, ({ all, index, row }) => {
      const chain = all[index] ?? []
      fc.pre(row + 1 < chain.length)
      const swap = (entries: Chain) => {
        const [one, two] = entries.slice(row, row + 2)
        assert.ok(one && two)
        return entries.toSpliced(
          row,
          2,
          { ...two, sequence: one.sequence },
          { ...one, sequence: two.sequence },
        )
      }
      assert.ok(faultsOf(harmed(all, index, swap), all).length > 0)
    }),
  )
})
