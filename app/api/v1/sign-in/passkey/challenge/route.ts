// A challenge for whoever signs in by passkey.
import { BeginPasskeySignIn } from '#lib/wire/entry.ts'
import { route, routes } from '#server/http/route.ts'
import { beginPasskeySignIn } from '#server/services/passkeys/begin-sign-in.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(
  route(BeginPasskeySignIn, beginPasskeySignIn),
)
