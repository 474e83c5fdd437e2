// The ways in of a test desk, as its routes answer them.
import { JoinDesk, ReadLink, ResetPassword, SignIn } from '#lib/wire/entry.ts'
import { joinDesk } from '#server/services/entry/join.ts'
import { readLink } from '#server/services/entry/read-link.ts'
import { resetPassword } from '#server/services/entry/reset-password.ts'
import { signIn } from '#server/services/entry/sign-in.ts'
import type { Handler } from './test-desk.ts'

export type Ways = Record<'signIn' | 'read' | 'join' | 'reset' | 'token' | 'enter' | 'leave', Handler>

/** After `asServer`: the routes are the server's alone. */
export async function waysIn(): Promise<Ways> {
  const { route, routes } = await import('./route.ts')
  const { nextAuthRoutes } = await import('./next-auth.ts')
  return {
    signIn: routes(route(SignIn, signIn)).POST,
    read: routes(route(ReadLink, readLink)).POST,
    join: routes(route(JoinDesk, joinDesk)).POST,
    reset: routes(route(ResetPassword, resetPassword)).POST,
    token: nextAuthRoutes.GET,
    enter: nextAuthRoutes.POST,
    leave: nextAuthRoutes.POST,
  }
}
