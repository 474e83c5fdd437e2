// Sections of one page, each with an address of its own.
import Link from 'next/link'
import { classes } from './classes.ts'

type TabLinksProps = { label: string; items: readonly { href: string; label: string }[]; here: string }

export function TabLinks({ label, items, here }: TabLinksProps) {
  return (
    <nav aria-label={label} className="border-line -mx-4 overflow-x-auto border-b px-4 md:mx-0 md:px-0">
      <ul className="flex gap-1">
        {items.map(item => (
          <li key={item.href}>
            <Link
              href={item.href}
              aria-current={item.href === here ? 'page' : undefined}
              className={classes(
                'flex min-h-control items-center border-b-2 px-2.5 text-[0.8125rem] whitespace-nowrap',
                item.href === here
                  ? 'border-ink text-ink font-medium'
                  : 'text-soft hover:text-ink border-transparent',
              )}
            >
              {item.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
