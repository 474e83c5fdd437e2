// The road of a command, walked once.
import { CheckRoad } from '#lib/wire/command.ts'
import { route, routes } from '#server/http/route.ts'
import { checkRoad } from '#server/services/commands/check-road.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(route(CheckRoad, checkRoad))
