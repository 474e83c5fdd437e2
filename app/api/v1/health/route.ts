// How the desk is.
import { ReadHealth } from '#lib/wire/health.ts'
import { route, routes } from '#server/http/route.ts'
import { readHealth } from '#server/services/health/read.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(route(ReadHealth, readHealth))
