// A fresh second factor, by code.
import { StepUp } from '#lib/wire/account.ts'
import { route, routes } from '#server/http/route.ts'
import { stepUp } from '#server/services/account/step-up.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(route(StepUp, stepUp))
