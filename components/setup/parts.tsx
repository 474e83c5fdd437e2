// What a desk is made of, for somebody who sees one for the first time.

const PARTS = [
  { name: 'Engine', purpose: 'decides every command, and alone will hold keys and speak to exchanges' },
  { name: 'Strategy host', purpose: 'runs strategies where they can read and reach nothing else' },
  { name: 'Web', purpose: 'these pages, the API and the live stream; it cannot open a key' },
  { name: 'Jobs', purpose: 'backups, clean-up and the heads of the audit chain' },
  { name: 'PostgreSQL', purpose: 'every fact and every command, with checksums, on this machine' },
] as const

export function Parts() {
  return (
    <section aria-labelledby="parts">
      <h2 id="parts" className="text-ink text-sm font-semibold tracking-tight">
        What it is made of
      </h2>
      <dl className="divide-line mt-2 divide-y">
        {PARTS.map(({ name, purpose }) => (
          <div key={name} className="flex gap-3 py-2 text-[0.8125rem]">
            <dt className="text-ink w-[8.375rem] shrink-0 font-medium sm:w-[9.375rem]">{name}</dt>
            <dd className="text-soft">{purpose}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
