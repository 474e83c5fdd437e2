// The way from one page of the settings to the next; the one that is open is always in sight.
'use client'
import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { useMe } from '#components/data/me.tsx'
import { isFor, SECTIONS } from '#components/data/places.ts'
import { TabLinks } from '#components/ui/tabs.tsx'

export function SettingsTabs() {
  const { role } = useMe()
  const here = usePathname()
  const tabs = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const open = tabs.current?.querySelector(`a[href="${here}"]`)
    open?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [here])
  const items = SECTIONS.filter(isFor(role)).map(({ href, title }) => ({ href, label: title }))
  return (
    <div ref={tabs}>
      <TabLinks label="Settings" items={items} here={here} />
    </div>
  )
}
