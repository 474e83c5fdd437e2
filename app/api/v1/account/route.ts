// One's own account.
import { ReadMe, RenameMe } from '#lib/wire/account.ts'
import { route, routes } from '#server/http/route.ts'
import { readMe } from '#server/services/account/read-me.ts'
import { renameMe } from '#server/services/account/rename-me.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(
  route(ReadMe, readMe),
  route(RenameMe, renameMe),
)
