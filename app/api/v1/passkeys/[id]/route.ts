// One passkey of one's own.
import { RemovePasskey } from '#lib/wire/account.ts'
import { route, routes } from '#server/http/route.ts'
import { removePasskey } from '#server/services/passkeys/remove.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(route(RemovePasskey, removePasskey))
