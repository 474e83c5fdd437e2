// Sign in by passkey.
import { SignInWithPasskey } from '#lib/wire/entry.ts'
import { route, routes } from '#server/http/route.ts'
import { signInWithPasskey } from '#server/services/passkeys/sign-in.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(
  route(SignInWithPasskey, signInWithPasskey),
)
