// Where messages in passing stand: they wait while somebody reads them, go by themselves, and by key.
'use client'
import { X } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useShortcut } from '#components/data/shortcuts.tsx'
import { SeverityShape } from '#components/ui/severity.tsx'
import { TOAST_EVENT, type Toast } from '#components/ui/toast.ts'

type Shown = Toast & { id: number }

const SHOWN_MAX = 4
const LASTS_MS = 7_000

export function Toasts() {
  const [toasts, setToasts] = useState<readonly Shown[]>([])
  const [isRead, setIsRead] = useState(false)
  const nextId = useRef(1)
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    const show = (event: Event) => {
      const { detail } = event as CustomEvent<Toast> // nobody but toast() sends this event
      const id = nextId.current++
      setToasts(now => [...now, { ...detail, id }].slice(-SHOWN_MAX))
    }
    window.addEventListener(TOAST_EVENT, show)
    return () => window.removeEventListener(TOAST_EVENT, show)
  }, [])
  useShortcut('messages', () => box.current?.querySelector('button')?.focus(), 'frame')
  const drop = useCallback((id: number) => setToasts(now => now.filter(shown => shown.id !== id)), [])
  return (
    <section
      ref={box}
      aria-label="Messages"
      onPointerEnter={() => setIsRead(true)}
      onPointerLeave={() => setIsRead(false)}
      onFocus={() => setIsRead(true)}
      onBlur={() => setIsRead(false)}
      className="pointer-events-none fixed right-3 bottom-[calc(var(--bar)+0.75rem)] z-30 flex w-[min(24rem,calc(100vw-1.5rem))] flex-col gap-2 md:right-4 md:bottom-4"
    >
      <div aria-live="polite" className="contents">
        {toasts.map(shown => (
          <Passing key={shown.id} toast={shown} isRead={isRead} onEnd={drop} />
        ))}
      </div>
    </section>
  )
}

type PassingProps = { toast: Shown; isRead: boolean; onEnd: (id: number) => void }

function Passing({ toast: { id, text, tone, requestId }, isRead, onEnd }: PassingProps) {
  useEffect(() => {
    if (isRead) return
    const timer = setTimeout(() => onEnd(id), LASTS_MS)
    return () => clearTimeout(timer)
  }, [id, isRead, onEnd])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc works on what has the focus inside
    <div
      onKeyDown={event => event.key === 'Escape' && onEnd(id)}
      className="rise border-line-strong bg-panel shadow-lift pointer-events-auto flex items-start gap-2.5 rounded-lg border py-2 pr-1.5 pl-3.5 text-[0.8125rem]"
    >
      {tone !== 'plain' && (
        <span className="mt-1.5">
          <SeverityShape severity={tone === 'good' ? 'safe' : 'high'} />
        </span>
      )}
      <div className="min-w-0 flex-1 py-1">
        <p className="text-ink">{text}</p>
        {requestId !== null && <p className="text-faint mt-0.5 font-mono text-xs select-all">{requestId}</p>}
      </div>
      <button
        type="button"
        aria-label="Dismiss"
        onClick={() => onEnd(id)}
        className="text-faint hover:bg-raised hover:text-ink inline-flex size-7 shrink-0 cursor-pointer items-center justify-center rounded pointer-coarse:size-11"
      >
        <X className="size-3.5" aria-hidden="true" />
      </button>
    </div>
  )
}
