// One's own passkeys.
import { AddPasskey, ListPasskeys } from '#lib/wire/account.ts'
import { route, routes } from '#server/http/route.ts'
import { addPasskey } from '#server/services/passkeys/add.ts'
import { listPasskeys } from '#server/services/passkeys/list.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(
  route(ListPasskeys, listPasskeys),
  route(AddPasskey, addPasskey),
)
