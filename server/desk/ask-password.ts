// A password typed at the terminal, twice and unseen; or the first line of what is piped in.
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import type { ReadStream } from 'node:tty'
import { ok, type Result, refused } from '#lib/base/result.ts'

type Terminal = { input: NodeJS.ReadableStream & Partial<Pick<ReadStream, 'isTTY'>>; say(text: string): void }

export async function askPassword({ input, say }: Terminal): Promise<Result<string, string>> {
  const isTerminal = input.isTTY === true
  // Whoever types sees nothing: what readline would echo goes nowhere.
  const output = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input, output, terminal: isTerminal })
  const next = lines[Symbol.asyncIterator]()
  const ask = async (question: string): Promise<string> => {
    if (isTerminal) say(question)
    const { value, done } = await next.next()
    return done === true ? '' : value
  }
  try {
    const password = await ask('Password (at least 12 characters, not shown): ')
    if (!isTerminal) return password === '' ? refused(NOTHING) : ok(password)
    const again = await ask('\nThe same again: ')
    say('\n')
    return password === again ? ok(password) : refused('the two did not match: nothing was done')
  } finally {
    lines.close()
  }
}

const NOTHING = 'no password came: type it at a terminal, or pipe it in as the first line'
