// Uses a reset link.
import { ResetPassword } from '#lib/wire/entry.ts'
import { route, routes } from '#server/http/route.ts'
import { resetPassword } from '#server/services/entry/reset-password.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(route(ResetPassword, resetPassword))
