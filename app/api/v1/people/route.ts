// Everybody who may enter.
import { ListPeople } from '#lib/wire/person.ts'
import { route, routes } from '#server/http/route.ts'
import { listPeople } from '#server/services/people/list.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(route(ListPeople, listPeople))
