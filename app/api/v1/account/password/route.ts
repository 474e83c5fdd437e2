// One's own password.
import { ChangePassword } from '#lib/wire/account.ts'
import { route, routes } from '#server/http/route.ts'
import { changePassword } from '#server/services/account/change-password.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(route(ChangePassword, changePassword))
