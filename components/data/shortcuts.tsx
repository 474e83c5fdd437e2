// Hears the keys of the whole document and hands them to whoever answers for an action: the page first, then the frame.
'use client'
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import { isHeard, type KeyActionId, keyOf, keysOf, type Pressed, press } from './keys.ts'
import { useMe } from './me.tsx'

type Handler = () => void
type Handlers = Map<KeyActionId, Handler[]>

const HandlersContext = createContext<Handlers | null>(null)

export function Shortcuts({ children }: { children: ReactNode }) {
  const { preferences } = useMe()
  const [handlers] = useState<Handlers>(() => new Map())
  const pressed = useRef<Pressed>(null)
  useEffect(() => {
    const map = keysOf(preferences)
    const hear = (event: KeyboardEvent) => {
      const key = event.defaultPrevented || event.isComposing || event.repeat ? null : keyOf(event)
      if (key === null || !isHeard(key, preferences)) return
      if (isTaken(event.target, key)) {
        // Ours all the same: or the browser would do something else by the same keys.
        if (key.startsWith('mod+') && [...map.values()].includes(key)) event.preventDefault()
        return
      }
      const next = press(map, pressed.current, { key, at: event.timeStamp })
      pressed.current = next.pressed
      const handler = next.action === null ? undefined : handlers.get(next.action)?.at(-1)
      if (handler === undefined) return
      event.preventDefault()
      handler()
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [preferences, handlers])
  return <HandlersContext value={handlers}>{children}</HandlersContext>
}

/** The page comes before the frame; of two on one page, the one that came last. */
export function useShortcut(action: KeyActionId, act: () => void, asker: 'page' | 'frame' = 'page'): void {
  const handlers = useContext(HandlersContext)
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  useEffect(() => {
    if (handlers === null) return
    const handler = () => latest.current()
    const held = handlers.get(action) ?? []
    handlers.set(action, asker === 'frame' ? [handler, ...held] : [...held, handler])
    return () =>
      void handlers.set(
        action,
        (handlers.get(action) ?? []).filter(other => other !== handler),
      )
  }, [handlers, action, asker])
}

/** Letters belong to whatever is typed into; and behind a dialog nothing happens at all. */
function isTaken(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null) return true
  if (document.querySelector('[role="dialog"], [role="alertdialog"]') !== null) return true
  const isTypedInto =
    target.isContentEditable ||
    target.matches(
      'textarea, select, input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"])',
    )
  return isTypedInto && !key.startsWith('mod+')
}
