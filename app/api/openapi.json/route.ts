// The document of the API.
import { ReadOpenApi } from '#lib/wire/openapi.ts'
import { route, routes } from '#server/http/route.ts'
import { readOpenApi } from '#server/services/openapi/read.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(route(ReadOpenApi, readOpenApi))
