// Tells of an easy password where it is chosen, by the desk's own judgement: its words are loaded when somebody has chosen one.

type Choice = { name: string; password: string; site: string }

/** What is to be told, or nothing; `site` is the name of the desk in its address. */
export async function easyPassword({ name, password, site }: Choice): Promise<string | undefined> {
  try {
    const { easyToGuess } = await import('#lib/base/guessable.ts')
    const why = easyToGuess(password, [name, site])
    return why && anotherPassword(why)
  } catch {
    return undefined // a page that cannot load a piece of itself: the desk judges the password again in any case
  }
}

/** The judgement is the rest of a sentence. */
export function anotherPassword(why: string): string {
  return `Choose another: ${why}.`
}
