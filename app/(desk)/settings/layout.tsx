// The settings: one way from page to page above each of them.
import type { ReactNode } from 'react'
import { SettingsTabs } from '#components/settings/settings-tabs.tsx'
import { Page } from '#components/ui/page.tsx'

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <Page title="Settings">
      <SettingsTabs />
      {children}
    </Page>
  )
}
