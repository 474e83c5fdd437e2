// A challenge for one's own passkey, or for a new one.
import { BeginPasskey } from '#lib/wire/account.ts'
import { route, routes } from '#server/http/route.ts'
import { beginPasskey } from '#server/services/passkeys/begin.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(route(BeginPasskey, beginPasskey))
