// One session of one's own.
import { RevokeSession } from '#lib/wire/account.ts'
import { route, routes } from '#server/http/route.ts'
import { revokeSession } from '#server/services/account/revoke-session.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(route(RevokeSession, revokeSession))
