// One API token.
import { RevokeToken } from '#lib/wire/token.ts'
import { route, routes } from '#server/http/route.ts'
import { revokeToken } from '#server/services/tokens/revoke.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(route(RevokeToken, revokeToken))
