// What the frame itself does for keys, on every page: a page that answers for the same action comes first.
'use client'
import { useRouter } from 'next/navigation'
import type { KeyActionId } from '#components/data/keys.ts'
import { useMe } from '#components/data/me.tsx'
import { isFor, PLACES, type PlaceName } from '#components/data/places.ts'
import { useShortcut } from '#components/data/shortcuts.tsx'
import { useQuickActs } from './quick-acts.ts'
import { focusFilter, walkRows } from './walk.ts'

type FrameActs = { find: () => void; help: () => void; toggleRail: () => void }

export function useFrameKeys({ find, help, toggleRail }: FrameActs): void {
  const { nextTheme } = useQuickActs()
  useShortcut('palette', find, 'frame')
  useShortcut('help', help, 'frame')
  useShortcut('rail', toggleRail, 'frame')
  useShortcut('theme', nextTheme, 'frame')
  useGo('go-health', 'health')
  useGo('go-audit', 'audit')
  useGo('go-settings', 'settings')
  useShortcut('filter', focusFilter, 'frame')
  useShortcut('row-next', () => walkRows(1), 'frame')
  useShortcut('row-previous', () => walkRows(-1), 'frame')
}

/** To a page that is not for this role nothing leads. */
function useGo(action: KeyActionId, name: PlaceName): void {
  const router = useRouter()
  const { role } = useMe()
  const place = PLACES.filter(isFor(role)).find(one => one.name === name)
  const go = () => {
    if (place !== undefined) router.push(place.href)
  }
  useShortcut(action, go, 'frame')
}
