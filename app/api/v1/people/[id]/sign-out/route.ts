// The sessions of one person.
import { SignOutPerson } from '#lib/wire/person.ts'
import { route, routes } from '#server/http/route.ts'
import { signOutPerson } from '#server/services/people/sign-out.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(route(SignOutPerson, signOutPerson))
