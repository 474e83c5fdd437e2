// Puts a question that only reads once more when its connection broke under it: after a restart of the database every
// connection of the pool is dead, and only the first question on it finds out.
import { outageOf } from './fault.ts'

export async function onceMore<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (fault) {
    if (outageOf(fault)?.isBroken !== true) throw fault
    return await read()
  }
}
