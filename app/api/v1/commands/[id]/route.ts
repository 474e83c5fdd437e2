// One command and what became of it.
import { ReadCommand } from '#lib/wire/command.ts'
import { route, routes } from '#server/http/route.ts'
import { readCommand } from '#server/services/commands/read.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(route(ReadCommand, readCommand))
