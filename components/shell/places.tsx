// The pages of the desk, in the order of the bar. A page is named here when it exists.
import Link from 'next/link'
import { classes } from '#components/ui/classes.ts'

const PLACES = [
  { place: 'health', title: 'Health', href: '/health' },
  { place: 'api', title: 'API', href: '/docs/api' },
] as const
export type Place = (typeof PLACES)[number]['place']

export function Places({ here }: { here: Place }) {
  return (
    <nav aria-label="Pages" className="flex h-full items-stretch gap-1">
      {PLACES.map(({ place, title, href }) => (
        <Link
          key={place}
          href={href}
          aria-current={place === here ? 'page' : undefined}
          className={classes(
            'flex min-w-11 items-center border-b-2 px-3 text-sm',
            place === here
              ? 'border-ink font-medium text-ink'
              : 'border-transparent text-soft hover:text-ink',
          )}
        >
          {title}
        </Link>
      ))}
    </nav>
  )
}
