// Where one is signed in.
import { ListSessions } from '#lib/wire/account.ts'
import { route, routes } from '#server/http/route.ts'
import { listSessions } from '#server/services/account/list-sessions.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(route(ListSessions, listSessions))
