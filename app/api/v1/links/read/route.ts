// What a one-time link is for.
import { ReadLink } from '#lib/wire/entry.ts'
import { route, routes } from '#server/http/route.ts'
import { readLink } from '#server/services/entry/read-link.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(route(ReadLink, readLink))
