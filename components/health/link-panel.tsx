// The link between this very browser and the desk: when a page looks wrong, the first question is whether it hears.
'use client'
import type { LinkStatus } from '#components/data/link.ts'
import { useLink, useNow } from '#components/data/use-live.ts'
import { Fact, Facts } from '#components/ui/fact.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { type Severity, SeverityWord } from '#components/ui/severity.tsx'
import { age } from '#lib/format/age.ts'

const STATES: Record<LinkStatus['state'], { word: string; severity: Severity }> = {
  open: { word: 'Open', severity: 'safe' },
  connecting: { word: 'Connecting', severity: 'medium' },
  waiting: { word: 'Trying again', severity: 'high' },
  'signed-out': { word: 'Signed out', severity: 'high' },
}

export function LinkPanel() {
  const { state, heardAt, reopened, clockSkewMs } = useLink()
  const now = useNow()
  const { word, severity } = STATES[state]
  return (
    <Panel
      title="This browser"
      note="One socket carries everything that is live here"
      aside={<SeverityWord severity={severity}>{word}</SeverityWord>}
    >
      <Facts>
        <Fact label="Last heard">{heardAt === null ? '—' : age(now - clockSkewMs - heardAt)}</Fact>
        <Fact label="Opened again">{reopened === 0 ? 'never' : `${reopened} ×`}</Fact>
        <Fact label="Clock beside the desk's">{heardAt === null ? '—' : skewOf(clockSkewMs)}</Fact>
      </Facts>
      {(state === 'waiting' || state === 'signed-out') && (
        <p className="text-soft mt-3 text-xs">
          What this page shows is old. The desk goes on without it, and nothing it decides depends on this
          browser.
        </p>
      )}
    </Panel>
  )
}

/** Below a fifth of a second the way there and back says more than the clocks do. */
function skewOf(ms: number): string {
  if (Math.abs(ms) < 200) return 'the same'
  return `${(Math.abs(ms) / 1_000).toFixed(1)} s ${ms > 0 ? 'behind' : 'ahead'}`
}
