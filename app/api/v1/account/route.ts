// One's own account.
import { ReadMe } from '#lib/wire/account.ts'
import { route, routes } from '#server/http/route.ts'
import { readMe } from '#server/services/account/read-me.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(route(ReadMe, readMe))
