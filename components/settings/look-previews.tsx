// Small pictures of what a theme and a density do to a page.

import { classes } from '#components/ui/classes.ts'
import type { Density, Theme } from '#lib/wire/preferences.ts'

export function ThemePreview({ theme }: { theme: Theme }) {
  if (theme !== 'system') return <Page scheme={theme} />
  return (
    <span className="relative block" aria-hidden="true">
      <Page scheme="light" />
      <span className="absolute inset-0 [clip-path:polygon(100%_0,100%_100%,0_100%)]">
        <Page scheme="dark" />
      </span>
    </span>
  )
}

function Page({ scheme }: { scheme: 'dark' | 'light' }) {
  return (
    <span
      aria-hidden="true"
      data-picture={scheme}
      className="border-line-strong bg-paper flex h-16 gap-1.5 overflow-hidden rounded border p-1.5"
    >
      <span className="bg-panel border-line w-1/5 rounded-sm border" />
      <span className="flex flex-1 flex-col gap-1.5">
        <span className="bg-ink h-1.5 w-1/3 rounded-full" />
        <span className="bg-panel border-line flex flex-1 flex-col justify-center gap-1 rounded-sm border px-1.5">
          <span className="bg-soft h-1 w-3/4 rounded-full opacity-70" />
          <span className="bg-soft h-1 w-1/2 rounded-full opacity-70" />
        </span>
      </span>
    </span>
  )
}

const ROWS: Record<Density, { count: number; className: string }> = {
  comfortable: { count: 4, className: 'h-3.5' },
  compact: { count: 6, className: 'h-[0.5625rem]' },
}

export function DensityPreview({ density }: { density: Density }) {
  const { count, className } = ROWS[density]
  return (
    <span
      aria-hidden="true"
      className="border-line bg-panel block h-16 overflow-hidden rounded border px-2 py-0.5"
    >
      {Array.from({ length: count }, (_, place) => place).map(place => (
        <span
          key={place}
          className={classes(
            'border-line flex items-center justify-between border-b last:border-b-0',
            className,
          )}
        >
          <span
            className={classes('bg-soft h-1 rounded-full opacity-60', place % 2 === 0 ? 'w-1/2' : 'w-2/5')}
          />
          <span className="bg-soft h-1 w-6 rounded-full opacity-60" />
        </span>
      ))}
    </span>
  )
}
