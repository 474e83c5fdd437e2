// A statement that always answers with one row, and the one place that says so.
import { assert } from '#lib/base/assert.ts'

export function onlyRow<R>(rows: readonly R[]): R {
  const [row] = rows
  assert(row !== undefined && rows.length === 1, `one row was expected, ${rows.length} came`)
  return row
}
