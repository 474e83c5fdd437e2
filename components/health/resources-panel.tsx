// What the machine has left, as the jobs process measured it within the last minute.
'use client'
import { Panel } from '#components/ui/panel.tsx'
import { SeverityShape, SeverityWord } from '#components/ui/severity.tsx'
import { age } from '#lib/format/age.ts'
import type { Machine } from '#lib/wire/health.ts'
import { useDeskNow, useHealth } from './first-health.tsx'
import { type Gauge, gaugesOf, staleness } from './machine.ts'

export function ResourcesPanel() {
  const { health, fault } = useHealth()
  const { resources } = health
  return (
    <Panel title="Resources" note="Measured each minute by the jobs process">
      {resources.length === 0 ? (
        <p className="text-soft text-[0.8125rem]">
          Nothing is measured yet: the first figures come within a minute of the start.
        </p>
      ) : (
        <div className={fault === null ? 'space-y-5' : 'is-old space-y-5'}>
          {resources.map(machine => (
            <MachineView key={machine.host} machine={machine} isOnly={resources.length === 1} />
          ))}
        </div>
      )}
    </Panel>
  )
}

function MachineView({ machine, isOnly }: { machine: Machine; isOnly: boolean }) {
  const now = useDeskNow()
  const old = staleness(machine, now)
  return (
    <div data-host={machine.host}>
      {!isOnly && <h3 className="text-ink mb-2 text-[0.8125rem] font-medium">{machine.host}</h3>}
      <ul className={old === null ? 'space-y-3' : 'is-old space-y-3'}>
        {gaugesOf(machine).map(gauge => (
          <GaugeRow key={gauge.title} gauge={gauge} />
        ))}
      </ul>
      {old === null ? (
        <p className="text-faint mt-3 text-xs tabular-nums">Measured {age(now - machine.at)}</p>
      ) : (
        <p className="text-soft mt-3 flex gap-2 text-xs">
          <span className="mt-0.5">
            <SeverityShape severity="high" />
          </span>
          {old}
        </p>
      )}
    </div>
  )
}

function GaugeRow({ gauge: { title, value, share, severity, meaning } }: { gauge: Gauge }) {
  return (
    <li data-severity={severity}>
      <div className="flex items-baseline justify-between gap-3 text-[0.8125rem]">
        <span className="text-faint">
          {severity === 'safe' ? title : <SeverityWord severity={severity}>{title}</SeverityWord>}
        </span>
        <span className="text-ink min-w-0 truncate text-right tabular-nums">{value}</span>
      </div>
      {share !== null && (
        <div className="bg-raised mt-1 h-1 overflow-hidden rounded-full" aria-hidden="true">
          <div
            className={`h-full rounded-full ${FILLS[severity]}`}
            style={{ width: `${Math.round(share * 100)}%` }}
          />
        </div>
      )}
      {meaning !== null && <p className="text-soft mt-1 text-xs">{meaning}</p>}
    </li>
  )
}

const FILLS = { safe: 'bg-accent', medium: 'bg-medium', high: 'bg-high', critical: 'bg-critical' } as const
