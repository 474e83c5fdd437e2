// A button that is only a picture: its name is told to screen readers, and shown on hover and focus.
import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Tooltip } from './tooltip.tsx'

type IconButtonProps = Omit<
  ButtonHTMLAttributes<HTMLButtonElement>,
  'className' | 'aria-label' | 'children'
> & {
  label: string
  icon: ReactNode
}

export function IconButton({ label, icon, type = 'button', ...props }: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <button
        type={type}
        aria-label={label}
        className="text-soft hover:bg-raised hover:text-ink disabled:text-faint size-control inline-flex shrink-0 cursor-pointer items-center justify-center rounded-md disabled:cursor-not-allowed"
        {...props}
      >
        {icon}
      </button>
    </Tooltip>
  )
}
