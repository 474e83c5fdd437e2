// One's own recovery codes.
import { RenewRecoveryCodes } from '#lib/wire/account.ts'
import { route, routes } from '#server/http/route.ts'
import { renewRecoveryCodes } from '#server/services/account/renew-recovery-codes.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(
  route(RenewRecoveryCodes, renewRecoveryCodes),
)
