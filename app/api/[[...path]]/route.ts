// Where no route is: a program is told so in the form it reads, and not with a page.
import { noRoute } from '#server/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = noRoute
