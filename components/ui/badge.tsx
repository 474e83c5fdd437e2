// A word about something, beside its name.
import { classes } from './classes.ts'

type BadgeTone = 'plain' | 'good' | 'warn' | 'bad'

const TONES: Record<BadgeTone, string> = {
  plain: 'border-line-strong text-soft',
  good: 'border-good/50 text-good',
  warn: 'border-high/60 text-high',
  bad: 'border-bad/60 text-bad',
}

export function Badge({ tone = 'plain', children }: { tone?: BadgeTone; children: string }) {
  return (
    <span
      className={classes(
        'inline-flex items-center rounded border px-1.5 py-px text-[0.6875rem] font-medium whitespace-nowrap',
        TONES[tone],
      )}
    >
      {children}
    </span>
  )
}
