// The database, as the desk answers when it is asked.
'use client'
import { useQuery } from '@tanstack/react-query'
import { askOrThrow, faultOf } from '#components/data/query.ts'
import { Fact, Facts } from '#components/ui/fact.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { bytes } from '#lib/format/bytes.ts'
import { timeOfDay } from '#lib/format/moment.ts'
import { ReadHealth } from '#lib/wire/health.ts'

const ASK_AGAIN_MS = 15_000

export function DatabasePanel() {
  const { data, error } = useQuery({
    queryKey: [ReadHealth.name],
    queryFn: ({ signal }) => askOrThrow(ReadHealth, {}, { signal }),
    refetchInterval: ASK_AGAIN_MS,
  })
  return (
    <Panel title="Database" note="Every fact and every command stands here first">
      {error !== null && (
        <div className="mb-3">
          <Notice severity="high" title="The database did not answer" requestId={faultOf(error).requestId}>
            {faultOf(error).message}
          </Notice>
        </div>
      )}
      {data === undefined ? (
        error === null && <Skeleton className="h-[4.5rem] w-full" />
      ) : (
        <div className={error === null ? '' : 'is-old'}>
          <Facts>
            <Fact label="PostgreSQL">{data.database.version}</Fact>
            <Fact label="Size">{bytes(data.database.size_bytes)}</Fact>
            <Fact label="Answered at">{timeOfDay(data.at)} UTC</Fact>
          </Facts>
        </div>
      )}
    </Panel>
  )
}
