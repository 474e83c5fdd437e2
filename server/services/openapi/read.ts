// The document of the API, made of the contracts that the routes enforce.
import { ok } from '#lib/base/result.ts'
import { API } from '#lib/wire/api.ts'
import { openApi, type ReadOpenApi } from '#lib/wire/openapi.ts'
import type { Verb } from '../context.ts'

export const readOpenApi: Verb<typeof ReadOpenApi> = async () => ok(openApi(API, 'v1'))
