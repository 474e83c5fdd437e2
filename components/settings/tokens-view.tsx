// What programs may do in one's name: the tokens that are good now, and a new one.
'use client'
import { useMe } from '#components/data/me.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Empty } from '#components/ui/states.tsx'
import type { Reply } from '#lib/wire/contract.ts'
import { ListTokens } from '#lib/wire/token.ts'
import { NewTokenPanel } from './new-token-panel.tsx'
import { OldList } from './old-list.tsx'
import { Column, Section } from './section.tsx'
import { TokenRow } from './token-row.tsx'
import { useList } from './use-list.ts'

export function TokensView({ tokens: first }: { tokens: Reply<typeof ListTokens> }) {
  const { role } = useMe()
  const list = useList(ListTokens, first)
  const { tokens } = list.data
  return (
    <Section
      width="pair"
      lead="A token lets a program in with your name: never further than its scope, and never further than your role."
    >
      <Column>
        <OldList list={list} />
        <Panel title="Your tokens" note="What was lost can only be revoked: nobody can see a token again">
          {tokens.length === 0 ? (
            <Empty title="No program comes in with your name">
              Make a token for a script, a bot or a dashboard of yours. The whole API works with one.
            </Empty>
          ) : (
            <ul className="divide-line border-line divide-y border-t">
              {tokens.map(token => (
                <TokenRow key={token.id} token={token} role={role} refresh={list.refresh} />
              ))}
            </ul>
          )}
        </Panel>
      </Column>
      <Column>
        <NewTokenPanel role={role} refresh={list.refresh} />
      </Column>
    </Section>
  )
}
