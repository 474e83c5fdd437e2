// The API tokens of whoever asks.
import { CreateToken, ListTokens } from '#lib/wire/token.ts'
import { route, routes } from '#server/http/route.ts'
import { createToken } from '#server/services/tokens/create.ts'
import { listTokens } from '#server/services/tokens/list.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(
  route(ListTokens, listTokens),
  route(CreateToken, createToken),
)
