// Takes the parts of a desk down, one after the other, and every one of them.
import type { Keep } from './desk-options.ts'
import { reasonOf } from './start-fault.ts'

/** One that does not close is told, and keeps nobody else from closing. */
export async function closeAll(
  closers: readonly Parameters<Keep>[0][],
  complain: (text: string) => void,
): Promise<void> {
  for (const close of closers) {
    try {
      await close()
    } catch (cause) {
      complain(`while stopping: ${reasonOf(cause)}\n`)
    }
  }
}
