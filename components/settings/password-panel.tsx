// Another password, and that it counts.
'use client'
import { useState } from 'react'
import { Notice } from '#components/ui/notice.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { PasswordForm } from './password-form.tsx'

export function PasswordPanel() {
  const [isChanged, setIsChanged] = useState(false)
  return (
    <Panel title="Password" note="Changing it ends every other session of yours">
      <div className="space-y-3">
        <PasswordForm onBegin={() => setIsChanged(false)} onChanged={() => setIsChanged(true)} />
        {isChanged && (
          <Notice severity="safe" title="The password is changed">
            Your other sessions have ended. Here you stay signed in.
          </Notice>
        )}
      </div>
    </Panel>
  )
}
