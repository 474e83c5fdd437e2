// One person, as the owner changes them.
import { ChangeRole, RemovePerson } from '#lib/wire/person.ts'
import { route, routes } from '#server/http/route.ts'
import { changeRole } from '#server/services/people/change-role.ts'
import { removePerson } from '#server/services/people/remove.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(
  route(ChangeRole, changeRole),
  route(RemovePerson, removePerson),
)
