// Ready: this process can do its work.
import { readiness } from '#server/http/probe.ts'

export const dynamic = 'force-dynamic'

export async function GET(): Promise<Response> {
  return await readiness()
}
