// The way from one page of the settings to the next; the one that is open is always in sight.
'use client'
import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { useMe } from '#components/data/me.tsx'
import { TabLinks } from '#components/ui/tabs.tsx'
import { sectionsFor } from './sections.ts'

export function SettingsTabs() {
  const { role } = useMe()
  const here = usePathname()
  const tabs = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const open = tabs.current?.querySelector(`a[href="${here}"]`)
    open?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [here])
  return (
    <div ref={tabs} className="mb-6 max-w-6xl">
      <TabLinks label="Settings" items={sectionsFor(role)} here={here} />
    </div>
  )
}
