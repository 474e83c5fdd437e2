// One step of the way to a running desk: says what it does, how long it took, and what to do when it fails.

/** A fault with an advice; anything else that is thrown is a bug and keeps its stack. */
export class Trouble extends Error {
  /**
   * @param {string} message one line: what happened
   * @param {string} advice one line: what to do
   */
  constructor(message, advice) {
    super(message)
    this.advice = advice
  }
}

/** @param {number} ms */
export function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`
}

/**
 * Steps that are told as they go.
 * @param {(text: string) => void} write
 */
export function tellingSteps(write) {
  return {
    /**
     * @param {string} name
     * @param {() => Promise<string>} work returns what it found or did, in a few words
     */
    async step(name, work) {
      const begun = performance.now()
      write(`  ${name} … `)
      try {
        write(`${await work()} (${seconds(performance.now() - begun)})\n`)
      } catch (fault) {
        write(`failed (${seconds(performance.now() - begun)})\n`)
        throw fault
      }
    },
  }
}

/** Runs a whole command; a trouble ends it with two clear lines. */
export async function main(/** @type {() => Promise<number>} */ command) {
  try {
    process.exitCode = await command()
  } catch (fault) {
    if (!(fault instanceof Trouble)) throw fault
    process.stderr.write(`\n${fault.message}\nWhat to do: ${fault.advice}\n`)
    process.exitCode = 1
  }
}
