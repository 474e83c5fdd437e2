// Whether a set-up link opens the desk.
import { CheckSetup } from '#lib/wire/setup.ts'
import { route, routes } from '#server/http/route.ts'
import { checkSetup } from '#server/services/setup/check.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(route(CheckSetup, checkSetup))
