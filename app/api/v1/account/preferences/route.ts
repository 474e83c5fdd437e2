// How the desk looks and listens for one person.
import { SavePreferences } from '#lib/wire/account.ts'
import { route, routes } from '#server/http/route.ts'
import { savePreferences } from '#server/services/account/save-preferences.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(
  route(SavePreferences, savePreferences),
)
