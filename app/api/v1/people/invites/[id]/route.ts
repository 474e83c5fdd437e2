// One invitation.
import { RevokeInvite } from '#lib/wire/person.ts'
import { route, routes } from '#server/http/route.ts'
import { revokeInvite } from '#server/services/people/revoke-invite.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(route(RevokeInvite, revokeInvite))
