// What this desk is made of, and under which terms.
import Link from 'next/link'
import { Fact, Facts } from '#components/ui/fact.tsx'
import { Panel } from '#components/ui/panel.tsx'

export type About = {
  version: string
  licence: string
  /** The packages that stand in what the browser or the desk runs, each with its version. */
  packages: readonly { name: string; version: string }[]
}

export function AboutPanel({ about: { version, licence, packages } }: { about: About }) {
  return (
    <Panel title="About">
      <Facts>
        <Fact label="Plimsoll">{version}</Fact>
        <Fact label="Licence">{licence}</Fact>
        <Fact label="For programs">
          <Link href="/docs/api" className="text-accent underline underline-offset-2">
            The API of this desk
          </Link>
        </Fact>
      </Facts>
      <details className="mt-3 text-[0.8125rem]">
        <summary className="text-soft hover:text-ink cursor-pointer py-1">
          Made with {packages.length} packages of others
        </summary>
        <ul className="text-faint mt-2 grid gap-x-6 gap-y-1 font-mono text-xs sm:grid-cols-2">
          {packages.map(({ name, version: of }) => (
            <li key={name} className="flex justify-between gap-3">
              <span className="min-w-0 truncate">{name}</span>
              <span className="tabular-nums">{of}</span>
            </li>
          ))}
        </ul>
      </details>
    </Panel>
  )
}
