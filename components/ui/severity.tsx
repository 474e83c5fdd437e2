// Severity as shape, colour and word together: none of them alone.
import { classes } from './classes.ts'

export type Severity = 'safe' | 'medium' | 'high' | 'critical'

const SHAPES: Record<Severity, string> = {
  safe: 'M6 1.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 0 0 0-9Z',
  medium: 'M6 .8 11.2 6 6 11.2.8 6Z',
  high: 'M6 1.2 11.4 10.6H.6Z',
  critical: 'M1.5 1.5h9v9h-9Z',
}
const COLOURS: Record<Severity, string> = {
  safe: 'text-safe',
  medium: 'text-medium',
  high: 'text-high',
  critical: 'text-critical',
}

export function SeverityShape({ severity, size = 10 }: { severity: Severity; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 12 12"
      fill="currentColor"
      className={classes('shrink-0', COLOURS[severity])}
      aria-hidden="true"
    >
      <path d={SHAPES[severity]} />
    </svg>
  )
}

export function SeverityWord({ severity, children }: { severity: Severity; children: string }) {
  return (
    <span className="text-ink inline-flex items-center gap-1.5 text-xs font-medium whitespace-nowrap">
      <SeverityShape severity={severity} />
      {children}
    </span>
  )
}
