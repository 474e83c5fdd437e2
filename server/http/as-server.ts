// Lets plain Node import what Next resolves in its own way for its server: what is marked `server-only`, and its own modules.
// For tests, before they import a route or what pages ask.
import { registerHooks } from 'node:module'

export function asServer(): void {
  registerHooks({
    resolve: (specifier, context, next) => {
      if (specifier === 'next/navigation') return next('next/navigation.js', context)
      if (specifier !== 'server-only') return next(specifier, context)
      return next(specifier, { ...context, conditions: [...context.conditions, 'react-server'] })
    },
  })
}
