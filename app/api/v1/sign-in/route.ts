// Proves who somebody is by name, password and a code.
import { SignIn } from '#lib/wire/entry.ts'
import { route, routes } from '#server/http/route.ts'
import { signIn } from '#server/services/entry/sign-in.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(route(SignIn, signIn))
