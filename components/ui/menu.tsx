// A list of acts behind a button, by pointer and by arrow keys.
'use client'
import { Check } from 'lucide-react'
import { DropdownMenu as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { classes } from './classes.ts'

export type MenuAct = {
  label: string
  onSelect: () => void
  icon?: ReactNode
  isDanger?: boolean
  /** One of several that exclude each other, or a thing that is on. */
  isChecked?: boolean
  hint?: ReactNode
}
type MenuProps = {
  label: string
  trigger: ReactNode
  head?: ReactNode
  items: readonly (MenuAct | 'line')[]
  align?: 'start' | 'end'
  side?: 'top' | 'bottom'
  isOpenAtFirst?: boolean
}

export function Menu({
  label,
  trigger,
  head,
  items,
  align = 'end',
  side = 'bottom',
  isOpenAtFirst = false,
}: MenuProps) {
  return (
    <Radix.Root defaultOpen={isOpenAtFirst} modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="appear border-line-strong bg-panel shadow-lift z-50 min-w-52 rounded-lg border p-1 text-[0.8125rem]"
        >
          {head !== undefined && <div className="px-2.5 py-2">{head}</div>}
          {items.map((item, place) =>
            item === 'line' ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines are told apart by where they stand
              <Radix.Separator key={place} className="bg-line my-1 h-px" />
            ) : (
              <Item key={item.label} act={item} />
            ),
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function Item({ act }: { act: MenuAct }) {
  const { label, onSelect, icon, isDanger = false, isChecked, hint } = act
  return (
    <Radix.Item
      onSelect={onSelect}
      role={isChecked === undefined ? 'menuitem' : 'menuitemradio'}
      aria-checked={isChecked}
      className={classes(
        'flex min-h-control cursor-pointer items-center gap-2.5 rounded px-2.5 outline-none data-highlighted:bg-raised',
        isDanger ? 'text-bad' : 'text-ink',
      )}
    >
      {icon !== undefined && <span className="text-faint shrink-0">{icon}</span>}
      <span className="flex-1">{label}</span>
      {hint !== undefined && <span className="text-faint text-xs">{hint}</span>}
      {isChecked === true && <Check className="size-4" aria-hidden="true" />}
    </Radix.Item>
  )
}
