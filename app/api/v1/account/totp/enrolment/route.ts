// A seed to be scanned.
import { BeginTotp } from '#lib/wire/account.ts'
import { route, routes } from '#server/http/route.ts'
import { beginTotp } from '#server/services/account/begin-totp.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(route(BeginTotp, beginTotp))
