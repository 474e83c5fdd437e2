// Lets plain Node import what is marked `server-only`, the way Next does for its server: for tests, before they import a
// route.
import { registerHooks } from 'node:module'

export function asServer(): void {
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'server-only'
        ? next(specifier, { ...context, conditions: [...context.conditions, 'react-server'] })
        : next(specifier, context),
  })
}
