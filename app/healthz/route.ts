// Live: this process answers.
import { alive } from '#server/http/probe.ts'

export const dynamic = 'force-dynamic'

export function GET(): Response {
  return alive()
}
