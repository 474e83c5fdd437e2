// All that a row of the log holds, for whoever wants to know it exactly; and the ways on from here.
'use client'
import type { ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import type { AuditEntry, AuditFilter } from '#lib/wire/audit.ts'
import { type Change, type Fact, tell } from './detail-words.ts'
import { actorWords } from './entry-words.ts'
import { useSpelling } from './use-spelling.ts'

type AuditDetailProps = { entry: AuditEntry; onChoose: (filter: AuditFilter) => void }

export function AuditDetail({ entry, onChoose }: AuditDetailProps) {
  const spelling = useSpelling()
  const { changes, facts } = tell(entry.detail, spelling)
  const { who, by } = actorWords(entry)
  const person = entry.actor['user_id']
  const actor = tell(entry.actor, spelling).facts.filter(({ what }) => what !== 'kind')
  return (
    <div className="bg-raised/50 space-y-4 rounded-lg px-4 py-3">
      <div className="grid gap-x-10 gap-y-4 lg:grid-cols-2">
        <Part title="What was done">
          <Line what="action" isMono>
            {entry.action}
          </Line>
          <Line what="object" isMono>
            {entry.object}
          </Line>
          {entry.object_name !== null && <Line what="name">{entry.object_name}</Line>}
          {changes.map(change => (
            <ChangeLine key={change.what} change={change} />
          ))}
          <FactLines facts={facts} />
        </Part>
        <Part title="By whom">
          <Line what="who">{by === null ? who : `${who}, ${by}`}</Line>
          <FactLines facts={actor} />
          <Line what="time">{spelling.moment(entry.at)}</Line>
          <Line what="correlation id" isMono>
            {entry.correlation_id === '' ? 'none' : entry.correlation_id}
          </Line>
          <Line what="chain" isMono>
            {entry.chain} row {entry.sequence}
          </Line>
          <Line what="hash" isMono>
            {entry.hash}
          </Line>
        </Part>
      </div>
      <div className="flex flex-wrap gap-1">
        {typeof person === 'string' && (
          <Button size="small" onClick={() => onChoose({ actor: person })}>
            All by {who}
          </Button>
        )}
        <Button size="small" onClick={() => onChoose({ object: entry.object.slice(0, PART_LENGTH_MAX) })}>
          All about this object
        </Button>
        {entry.correlation_id !== '' && (
          <>
            <Button
              size="small"
              onClick={() => onChoose({ correlation_id: entry.correlation_id.slice(0, PART_LENGTH_MAX) })}
            >
              All of this wish
            </Button>
            <CopyButton text={entry.correlation_id} label="Copy the correlation id" />
          </>
        )}
        <CopyButton text={JSON.stringify(entry, null, 2)} label="Copy as JSON" />
      </div>
    </div>
  )
}

/** As long as a part of the filter may be. */
const PART_LENGTH_MAX = 120

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="min-w-0">
      <h3 className="text-faint mb-1.5 text-xs font-medium">{title}</h3>
      <dl className="grid grid-cols-[minmax(6rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-1">{children}</dl>
    </section>
  )
}

function Line({ what, isMono = false, children }: { what: string; isMono?: boolean; children: ReactNode }) {
  return (
    <>
      <dt className="text-faint">{what}</dt>
      <dd className={isMono ? 'text-ink font-mono text-xs leading-5 break-all' : 'text-ink wrap-anywhere'}>
        {children}
      </dd>
    </>
  )
}

function ChangeLine({ change: { what, before, after } }: { change: Change }) {
  return (
    <Line what={what === '' ? 'changed' : what}>
      <span className="text-soft">{before}</span>
      <span className="text-faint"> → </span>
      <span className="font-medium">{after}</span>
    </Line>
  )
}

function FactLines({ facts }: { facts: readonly Fact[] }) {
  return facts.map(({ what, value }) => (
    <Line key={what} what={what}>
      {value}
    </Line>
  ))
}
