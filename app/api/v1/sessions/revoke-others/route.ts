// Every session of one's own but this one.
import { RevokeOtherSessions } from '#lib/wire/account.ts'
import { route, routes } from '#server/http/route.ts'
import { revokeOtherSessions } from '#server/services/account/revoke-other-sessions.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(
  route(RevokeOtherSessions, revokeOtherSessions),
)
