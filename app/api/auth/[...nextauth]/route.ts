// The door of next-auth: a ticket becomes a session, and a session ends.
import { nextAuthRoutes } from '#server/http/next-auth.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = nextAuthRoutes
