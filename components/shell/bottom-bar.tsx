// The places of the desk under the thumb: the first three, and everything else behind one.
'use client'
import { Ellipsis } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useMe } from '#components/data/me.tsx'
import { isFor, PLACES, placeOf } from '#components/data/places.ts'
import { classes } from '#components/ui/classes.ts'
import { PlaceIcon } from './place-icon.tsx'

const SHOWN_MAX = 3
const ITEM =
  'flex min-h-bar w-full cursor-pointer flex-col items-center justify-center gap-0.5 text-[0.6875rem] font-medium'

export function BottomBar({ onMore }: { onMore: () => void }) {
  const { role } = useMe()
  const here = placeOf(usePathname())
  const places = PLACES.filter(isFor(role)).slice(0, SHOWN_MAX)
  const isElsewhere = here !== undefined && !places.includes(here)
  return (
    <nav
      aria-label="Pages"
      className="border-line bg-panel fixed inset-x-0 bottom-0 z-20 border-t pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul className="flex *:flex-1">
        {places.map(place => (
          <li key={place.name}>
            <Link
              href={place.href}
              aria-current={place === here ? 'page' : undefined}
              className={classes(ITEM, place === here ? 'text-ink' : 'text-faint')}
            >
              <PlaceIcon name={place.name} />
              {place.title}
            </Link>
          </li>
        ))}
        <li>
          <button
            type="button"
            aria-haspopup="dialog"
            onClick={onMore}
            className={classes(ITEM, isElsewhere ? 'text-ink' : 'text-faint')}
          >
            <Ellipsis className="size-4" aria-hidden="true" />
            More
          </button>
        </li>
      </ul>
    </nav>
  )
}
