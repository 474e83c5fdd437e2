// Uses a set-up link or an invitation.
import { JoinDesk } from '#lib/wire/entry.ts'
import { route, routes } from '#server/http/route.ts'
import { joinDesk } from '#server/services/entry/join.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(route(JoinDesk, joinDesk))
