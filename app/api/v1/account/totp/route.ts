// The seed of one's own authenticator app.
import { SetTotp } from '#lib/wire/account.ts'
import { route, routes } from '#server/http/route.ts'
import { setTotp } from '#server/services/account/set-totp.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(route(SetTotp, setTotp))
