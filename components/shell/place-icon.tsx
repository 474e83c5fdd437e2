// The picture of a place, the same wherever it is named.
import { Activity, Braces, ScrollText, Settings } from 'lucide-react'
import type { PlaceName } from '#components/data/places.ts'

const ICONS = {
  health: Activity,
  audit: ScrollText,
  settings: Settings,
  api: Braces,
} as const satisfies Record<PlaceName, unknown>

export function PlaceIcon({ name }: { name: PlaceName }) {
  const Icon = ICONS[name]
  return <Icon className="size-4 shrink-0" strokeWidth={1.75} aria-hidden="true" />
}
