// "Check the road": one command that does nothing, sent the way every order will go, and how long each part took.
'use client'
import { type Hops, type Road, useRoad } from '#components/data/road.ts'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { millis } from '#lib/format/millis.ts'
import { timeOfDay } from '#lib/format/moment.ts'

export function RoadPanel({ mayWalk }: { mayWalk: boolean }) {
  const { road, walk } = useRoad()
  const isWalking = road.state === 'walking'
  return (
    <Panel
      title="Road of a command"
      note="Browser, web, database, engine, stream, browser: the way every order will go"
      aside={
        <Button kind="primary" onClick={walk} disabled={!mayWalk} isBusy={isWalking}>
          {isWalking ? 'On its way' : 'Check the road'}
        </Button>
      }
    >
      <div aria-live="polite" data-road={road.state}>
        <Outcome road={road} mayWalk={mayWalk} />
      </div>
    </Panel>
  )
}

function Outcome({ road, mayWalk }: { road: Road; mayWalk: boolean }) {
  if (!mayWalk)
    return <p className="text-soft text-[0.8125rem]">Only a trader or the owner may send commands.</p>
  switch (road.state) {
    case 'idle':
      return (
        <p className="text-soft max-w-[62ch] text-[0.8125rem]">
          Sends a command that moves no money and waits for it to come back as a fact. If the engine is away
          it stays pending and is decided when the engine is back.
        </p>
      )
    case 'walking':
      return (
        <div className="py-3">
          <div className="bg-raised relative h-1.5 overflow-hidden rounded-full">
            <div className="travel bg-accent absolute inset-y-0 w-[30%] rounded-full" />
          </div>
          <p className="text-soft mt-3 text-[0.8125rem]">
            Written or on its way; waiting for the fact on the stream.
          </p>
        </div>
      )
    case 'walked':
      return <Walked hops={road.hops} at={road.at} outcome={road.outcome} />
    case 'failed':
      return (
        <Notice severity="high" title="The command was not accepted" requestId={road.fault.requestId}>
          {road.fault.message}
        </Notice>
      )
  }
}

function Walked({ hops, at, outcome }: { hops: Hops; at: number; outcome: string }) {
  const wayMs = Math.max(0, hops.totalMs - hops.waitedMs - hops.decidedMs)
  const steps = [
    { name: 'Waited', ms: hops.waitedMs, what: 'in the inbox of the engine', shade: 'bg-accent' },
    { name: 'Decided', ms: hops.decidedMs, what: 'by the engine', shade: 'bg-accent/60' },
    { name: 'On the way', ms: wayMs, what: 'there and back', shade: 'bg-accent/25' },
  ]
  return (
    <div className="rise grid gap-5 pt-2 sm:grid-cols-[auto_1fr] sm:gap-8">
      <div>
        <p className="text-ink text-[2.5rem] leading-none font-semibold tracking-tight tabular-nums">
          {millis(hops.totalMs)}
        </p>
        <p className="text-faint mt-2 text-xs">
          {outcome === 'done' ? 'there and back' : 'refused'} at {timeOfDay(at)} UTC
        </p>
      </div>
      <div className="min-w-0 self-center">
        <div className="flex h-2.5 gap-0.5 overflow-hidden rounded-full" aria-hidden="true">
          {steps.map(({ name, ms, shade }) => (
            <div key={name} className={`min-w-0.5 ${shade}`} style={{ flexGrow: ms }} />
          ))}
        </div>
        <dl className="mt-3 grid grid-cols-1 gap-x-6 gap-y-1 text-[0.8125rem] min-[480px]:grid-cols-3">
          {steps.map(({ name, ms, what, shade }) => (
            <div key={name} className="flex items-baseline gap-2 min-[480px]:block">
              <dt className="text-soft flex items-center gap-1.5">
                <span className={`size-2 rounded-[2px] ${shade}`} aria-hidden="true" />
                {name}
              </dt>
              <dd className="text-ink ml-auto tabular-nums min-[480px]:mt-0.5 min-[480px]:ml-0">
                {millis(ms)} <span className="text-faint text-xs">{what}</span>
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </div>
  )
}
