// The settings: one way from page to page above each of them.
import type { ReactNode } from 'react'
import { SettingsTabs } from '#components/settings/settings-tabs.tsx'
import { Page } from '#components/ui/page.tsx'
import { firstMe } from '../../first-me.ts'

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  if ((await firstMe()) === undefined) return children // the page itself leads to sign in
  return (
    <Page title="Settings">
      <SettingsTabs />
      {children}
    </Page>
  )
}
