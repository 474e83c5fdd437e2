// Recovery codes: how many are left, and ten new ones, shown once.
'use client'
import { useState } from 'react'
import { useMe, useMeChange } from '#components/data/me.tsx'
import { useAct } from '#components/data/use-act.ts'
import { FormFault } from '#components/ui/form-fault.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { SeverityWord } from '#components/ui/severity.tsx'
import { RenewRecoveryCodes } from '#lib/wire/account.ts'
import { NewCodes } from './new-codes.tsx'
import { PressTwice } from './press-twice.tsx'
import { RECOVERY_CODES, recoveryState } from './recovery-words.ts'

export function RecoveryPanel() {
  const { recovery_codes_left: left } = useMe()
  const changeMe = useMeChange()
  const { act, isBusy, fault } = useAct(RenewRecoveryCodes)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const { severity, title, advice } = recoveryState(left)
  const renew = async () => {
    const answer = await act()
    if (!answer.ok) return
    setCodes(answer.value.recovery_codes)
    changeMe({ recovery_codes_left: RECOVERY_CODES })
  }
  return (
    <Panel
      title="Recovery codes"
      note="Each works once, in place of the six digits"
      aside={<SeverityWord severity={severity}>{title}</SeverityWord>}
    >
      <div className="space-y-3">
        {codes === null ? (
          <p className="text-soft text-[0.8125rem]">{advice}</p>
        ) : (
          <NewCodes codes={codes} onKept={() => setCodes(null)} />
        )}
        <FormFault fault={fault} title="The codes you have still count" />
        {codes === null && (
          <PressTwice
            label="Make new codes"
            size="normal"
            consequence={left === 0 ? 'Make ten new codes' : `Make new ones: the ${left} old ones end`}
            onAct={() => void renew()}
            isBusy={isBusy}
          />
        )}
      </div>
    </Panel>
  )
}
