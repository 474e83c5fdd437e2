// A person in a bar: the first letter, the name, the role.
import type { ButtonHTMLAttributes } from 'react'
import type { Role } from '#lib/wire/role.ts'

type PersonButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  name: string
  role: Role
  ref?: React.Ref<HTMLButtonElement>
}

export function PersonButton({ name, role, ...button }: PersonButtonProps) {
  return (
    <button
      type="button"
      {...button}
      className="hover:bg-raised data-[state=open]:bg-raised h-control flex cursor-pointer items-center gap-2 rounded-md px-1.5 text-[0.8125rem]"
    >
      <span
        aria-hidden="true"
        className="bg-ink text-on-ink flex size-6 items-center justify-center rounded-full text-[0.6875rem] font-semibold uppercase"
      >
        {[...name][0]}
      </span>
      <span className="text-ink max-w-32 truncate font-medium">
        <bdi>{name}</bdi>
      </span>
      <span className="text-faint max-lg:sr-only">{role}</span>
    </button>
  )
}
