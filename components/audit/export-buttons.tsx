// Takes the log away as a file, as it is filtered now.
'use client'
import { Download } from 'lucide-react'
import { useDownload } from '#components/data/use-download.ts'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.ts'
import { type AuditFilter, EXPORT_ROWS_MAX, ExportAudit } from '#lib/wire/audit.ts'

const FORMATS = [
  { format: 'csv', label: 'CSV' },
  { format: 'jsonl', label: 'JSONL' },
] as const

export function ExportButtons({ filter }: { filter: AuditFilter }) {
  const { download, busyWith } = useDownload(ExportAudit)
  const take = async (format: (typeof FORMATS)[number]['format']) => {
    const saved = await download({ query: { ...filter, format } }, format)
    if (!saved.ok) {
      const { message, requestId } = saved.error
      toast({ text: `No file was made. ${message}`, tone: 'bad', requestId })
    } else if (saved.value.isCut) {
      toast({
        text: `${saved.value.name} holds the newest ${LIMIT} rows: for older ones set “To day” and export again.`,
      })
    } else toast({ text: `${saved.value.name} is saved.`, tone: 'good' })
  }
  return FORMATS.map(({ format, label }) => (
    <Button
      key={format}
      size="small"
      isBusy={busyWith === format}
      disabled={busyWith !== null && busyWith !== format}
      title={`The rows of this filter as ${label}, at most the newest ${LIMIT}`}
      onClick={() => void take(format)}
    >
      <Download className="size-3.5" aria-hidden="true" />
      Export {label}
    </Button>
  ))
}

const LIMIT = EXPORT_ROWS_MAX.toLocaleString('en')
