// Invitations.
import { InvitePerson } from '#lib/wire/person.ts'
import { route, routes } from '#server/http/route.ts'
import { invitePerson } from '#server/services/people/invite.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(route(InvitePerson, invitePerson))
