// The database, as the desk answers when it is asked.
'use client'
import { Fact, Facts } from '#components/ui/fact.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { bytes } from '#lib/format/bytes.ts'
import { timeOfDay } from '#lib/format/moment.ts'
import { useHealth } from './first-health.tsx'

export function DatabasePanel() {
  const { health, fault } = useHealth()
  const { version, size_bytes: size, connections } = health.database
  return (
    <Panel title="Database" note="Every fact and every command stands here first">
      {fault !== null && (
        <div className="mb-3">
          <Notice severity="high" title="The database did not answer" requestId={fault.requestId}>
            {fault.message} While it is away no command is taken or decided; what was accepted is not lost.
          </Notice>
        </div>
      )}
      <div className={fault === null ? '' : 'is-old'}>
        <Facts>
          <Fact label="PostgreSQL">{version}</Fact>
          <Fact label="Size">{bytes(size)}</Fact>
          <Fact label="Connections">{connections}</Fact>
          <Fact label="Answered at">{timeOfDay(health.at)} UTC</Fact>
        </Facts>
      </div>
    </Panel>
  )
}
