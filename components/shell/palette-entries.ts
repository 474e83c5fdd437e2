// What the palette knows by name, for this person now.
'use client'
import { useRouter } from 'next/navigation'
import type { KeyActionId } from '#components/data/keys.ts'
import { useMe } from '#components/data/me.tsx'
import { isFor, PLACES, SECTIONS } from '#components/data/places.ts'
import { useLastRequestId } from '#components/data/session.tsx'
import { toast } from '#components/ui/toast.ts'
import { useQuickActs } from './quick-acts.ts'

type Entry = { label: string; words?: string; action?: KeyActionId; act: () => void }

export function usePaletteEntries(
  onHelp: () => void,
): readonly { heading: string; entries: readonly Entry[] }[] {
  const { role } = useMe()
  const router = useRouter()
  const { setLook, signOut } = useQuickActs()
  const requestId = useLastRequestId()
  const pages = PLACES.filter(isFor(role)).map(({ name, title, href }): Entry => {
    const action = GO[name]
    return { label: title, act: () => router.push(href), ...(action === undefined ? {} : { action }) }
  })
  const sections = SECTIONS.filter(isFor(role)).map(
    ({ title, href }): Entry => ({ label: `Settings: ${title}`, act: () => router.push(href) }),
  )
  const copy = (text: string) => {
    navigator.clipboard.writeText(text).then(
      () => toast({ text: 'Copied.', tone: 'good', requestId: text }),
      () =>
        toast({
          text: 'The browser did not let it be copied. Select it here.',
          tone: 'bad',
          requestId: text,
        }),
    )
  }
  const desk: Entry[] = [
    { label: 'All keys', words: 'shortcuts keyboard help', action: 'help', act: onHelp },
    ...(requestId === null
      ? []
      : [
          {
            label: 'Copy the number of the last refusal',
            words: 'correlation id error',
            act: () => copy(requestId),
          },
        ]),
    { label: 'Sign out', words: 'leave log out exit', act: signOut },
  ]
  return [
    { heading: 'Pages', entries: pages },
    { heading: 'Settings', entries: sections },
    {
      heading: 'Look',
      entries: [
        { label: 'Theme: dark', words: 'night', act: () => setLook({ theme: 'dark' }) },
        { label: 'Theme: light', words: 'day', act: () => setLook({ theme: 'light' }) },
        { label: 'Theme: as the system says', act: () => setLook({ theme: 'system' }) },
        { label: 'Density: comfortable', act: () => setLook({ density: 'comfortable' }) },
        { label: 'Density: compact', act: () => setLook({ density: 'compact' }) },
      ],
    },
    { heading: 'Desk', entries: desk },
  ]
}

const GO: Partial<Record<string, KeyActionId>> = {
  health: 'go-health',
  audit: 'go-audit',
  settings: 'go-settings',
}
