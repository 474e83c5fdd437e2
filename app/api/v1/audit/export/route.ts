// The audit log as a file.
import { ExportAudit } from '#lib/wire/audit.ts'
import { route, routes } from '#server/http/route.ts'
import { exportAudit } from '#server/services/audit/export.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(route(ExportAudit, exportAudit))
