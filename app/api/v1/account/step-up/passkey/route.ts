// A fresh second factor, by passkey.
import { StepUpWithPasskey } from '#lib/wire/account.ts'
import { route, routes } from '#server/http/route.ts'
import { stepUpWithPasskey } from '#server/services/passkeys/step-up.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(
  route(StepUpWithPasskey, stepUpWithPasskey),
)
