// Who one is at this desk: the name, what the role lets one do, and what this desk is made of.
'use client'
import { useMe } from '#components/data/me.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { AboutPanel } from './about-panel.tsx'
import { NameForm } from './name-form.tsx'
import { ROLE_WORDS } from './role-words.ts'
import { Column, Section } from './section.tsx'

export function ProfileView({ version }: { version: string }) {
  const { role } = useMe()
  const { title, may } = ROLE_WORDS[role]
  return (
    <Section width="pair" lead="Who you are at this desk.">
      <Column>
        <Panel title="Name" note="Others see it beside what you do, and you type it to sign in">
          <NameForm />
        </Panel>
      </Column>
      <Column>
        <Panel title="Role" note="Given by the owner" aside={<Badge>{title}</Badge>}>
          <p className="text-soft text-[0.8125rem]">{may}</p>
        </Panel>
        <AboutPanel version={version} />
      </Column>
    </Section>
  )
}
