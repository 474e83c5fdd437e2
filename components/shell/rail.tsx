// The places of the desk at the left edge: groups with headings, or icons alone where room is dear.
'use client'
import { PanelLeftClose, PanelLeftOpen } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useMe } from '#components/data/me.tsx'
import { isFor, PLACES, type Place, placeOf } from '#components/data/places.ts'
import { classes } from '#components/ui/classes.ts'
import { Mark } from '#components/ui/mark.tsx'
import { Tooltip } from '#components/ui/tooltip.tsx'
import { PlaceIcon } from './place-icon.tsx'

type RailProps = { isNarrow: boolean; onToggle: () => void }

export function Rail({ isNarrow, onToggle }: RailProps) {
  const { role } = useMe()
  const here = placeOf(usePathname())
  const groups = Map.groupBy(PLACES.filter(isFor(role)), ({ group }) => group)
  const Toggle = isNarrow ? PanelLeftOpen : PanelLeftClose
  return (
    <aside
      className={classes(
        'sticky top-0 flex h-dvh flex-col border-line border-r max-md:hidden',
        isNarrow ? 'w-14' : 'w-rail',
      )}
    >
      <div className={classes('flex h-bar items-center', isNarrow ? 'justify-center' : 'px-4')}>
        <span className="text-ink flex items-center gap-2.5 text-[0.9375rem] font-semibold tracking-tight">
          <Mark size={20} />
          {isNarrow ? <span className="sr-only">Plimsoll</span> : 'Plimsoll'}
        </span>
      </div>
      <nav aria-label="Pages" className="flex-1 px-2 py-3">
        {[...groups].map(([group, places]) => (
          <section key={group} aria-labelledby={`rail-${group}`}>
            <h2
              id={`rail-${group}`}
              className={classes(
                isNarrow ? 'sr-only' : 'text-faint px-2 pb-1.5 text-[0.6875rem] font-medium',
              )}
            >
              {group}
            </h2>
            <ul className="space-y-0.5">
              {places.map(place => (
                <li key={place.name} className="flex">
                  <Entry place={place} isHere={place === here} isNarrow={isNarrow} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
      <div className={classes('border-line flex border-t p-2', isNarrow && 'justify-center')}>
        <Tooltip text={isNarrow ? 'Widen the rail' : 'Narrow the rail'} side="right">
          <button
            type="button"
            onClick={onToggle}
            aria-expanded={!isNarrow}
            aria-label="Names of the pages"
            className="text-faint hover:bg-raised hover:text-ink size-control inline-flex cursor-pointer items-center justify-center rounded-md"
          >
            <Toggle className="size-4" strokeWidth={1.75} aria-hidden="true" />
          </button>
        </Tooltip>
      </div>
    </aside>
  )
}

type EntryProps = { place: Place; isHere: boolean; isNarrow: boolean }

function Entry({ place: { name, title, href }, isHere, isNarrow }: EntryProps) {
  const link = (
    <Link
      href={href}
      aria-current={isHere ? 'page' : undefined}
      aria-label={isNarrow ? title : undefined}
      className={classes(
        'relative flex h-control items-center gap-2.5 rounded-md text-[0.8125rem]',
        isNarrow ? 'w-10 justify-center' : 'w-full px-2',
        isHere
          ? 'bg-raised font-medium text-ink before:absolute before:inset-y-1.5 before:-left-2 before:w-0.5 before:rounded-r before:bg-ink'
          : 'text-soft hover:bg-raised hover:text-ink',
      )}
    >
      <PlaceIcon name={name} />
      {!isNarrow && title}
    </Link>
  )
  return isNarrow ? (
    <Tooltip text={title} side="right">
      {link}
    </Tooltip>
  ) : (
    link
  )
}
