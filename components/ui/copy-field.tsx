// Something to take away: shown whole, selected by one press, copied by another.
import { CopyButton } from './copy-button.tsx'

export function CopyField({ label, value }: { label: string; value: string }) {
  return (
    <div className="min-w-0">
      <p className="text-ink mb-1.5 text-[0.8125rem] font-medium">{label}</p>
      <div className="border-line bg-raised flex items-center gap-1 rounded-md border py-0.5 pr-0.5 pl-3">
        <code className="text-ink min-w-0 flex-1 py-1.5 font-mono text-[0.8125rem] break-all select-all">
          {value}
        </code>
        <CopyButton text={value} />
      </div>
    </div>
  )
}
