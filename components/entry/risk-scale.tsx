// The risk scale as it looks in this theme: shape, hatch, colour and word together. No palette changes it.
import type { Severity } from '#components/ui/severity.tsx'
import { SeverityWord } from '#components/ui/severity.tsx'

const BANDS: readonly { severity: Severity; word: string; from: string; hatch: string }[] = [
  { severity: 'safe', word: 'Safe', from: '0 %', hatch: '' },
  { severity: 'medium', word: 'Medium', from: '30 %', hatch: 'M2 2h1v1h-1zM6 6h1v1h-1z' },
  { severity: 'high', word: 'High', from: '50 %', hatch: 'M-1 9L9 -1' },
  { severity: 'critical', word: 'Critical', from: '80 %', hatch: 'M-1 9L9 -1M-1 -1L9 9' },
]

export function RiskScale() {
  return (
    <div>
      <p className="text-ink mb-1.5 text-[0.8125rem] font-medium">Risk, in every palette the same</p>
      <ol className="grid grid-cols-4 gap-1">
        {BANDS.map(({ severity, word, from, hatch }) => (
          <li key={severity} className="min-w-0">
            <svg className="h-6 w-full rounded-sm" aria-hidden="true">
              <defs>
                <pattern id={`band-${severity}`} width="8" height="8" patternUnits="userSpaceOnUse">
                  <path d={hatch} stroke="var(--paper)" strokeWidth="1" fill="none" />
                </pattern>
              </defs>
              <rect width="100%" height="100%" fill={`var(--${severity})`} />
              <rect width="100%" height="100%" fill={`url(#band-${severity})`} />
            </svg>
            <span className="mt-1 block">
              <SeverityWord severity={severity}>{word}</SeverityWord>
            </span>
            <span className="text-faint text-xs">from {from}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}
