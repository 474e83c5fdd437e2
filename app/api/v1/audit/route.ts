// The audit log, read by the owner.
import { ListAudit } from '#lib/wire/audit.ts'
import { route, routes } from '#server/http/route.ts'
import { listAudit } from '#server/services/audit/list.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(route(ListAudit, listAudit))
