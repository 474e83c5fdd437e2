// The ways in, and what stands in when one of them is lost.
'use client'
import type { ListPasskeys } from '#lib/wire/account.ts'
import type { Reply } from '#lib/wire/contract.ts'
import { AuthenticatorPanel } from './authenticator-panel.tsx'
import { PasskeysPanel } from './passkeys-panel.tsx'
import { PasswordPanel } from './password-panel.tsx'
import { RecoveryPanel } from './recovery-panel.tsx'
import { Column, Section } from './section.tsx'

export function SecurityView({ passkeys }: { passkeys: Reply<typeof ListPasskeys> }) {
  return (
    <Section
      width="pair"
      lead="You come in by password and code, or by a passkey. What is changed here asks for a fresh code first."
    >
      <Column>
        <PasskeysPanel passkeys={passkeys} />
        <PasswordPanel />
      </Column>
      <Column>
        <AuthenticatorPanel />
        <RecoveryPanel />
      </Column>
    </Section>
  )
}
