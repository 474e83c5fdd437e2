// What this desk is made of, and under which terms.
import Link from 'next/link'
import { Fact, Facts } from '#components/ui/fact.tsx'
import { Panel } from '#components/ui/panel.tsx'

export function AboutPanel({ version }: { version: string }) {
  return (
    <Panel title="About">
      <Facts>
        <Fact label="Plimsoll">{version}</Fact>
        <Fact label="Licence">Apache-2.0</Fact>
        <Fact label="For programs">
          <Link href="/docs/api" className="text-accent underline underline-offset-2">
            The API of this desk
          </Link>
        </Fact>
      </Facts>
    </Panel>
  )
}
