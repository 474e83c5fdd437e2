// The two buttons of the desk: the act of the page, and everything else.
import type { ButtonHTMLAttributes } from 'react'
import { classes } from './classes.ts'

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> & {
  kind?: 'primary' | 'plain'
}

const KINDS = {
  primary: 'border-transparent bg-ink text-on-ink hover:opacity-90',
  plain: 'border-line-strong bg-transparent text-ink hover:bg-raised',
}

export function Button({ kind = 'plain', type = 'button', ...props }: ButtonProps) {
  return (
    <button
      type={type}
      className={classes(
        'inline-flex min-h-11 cursor-pointer items-center justify-center gap-2 rounded-lg border px-4 font-medium text-sm transition-[background-color,opacity] sm:min-h-9',
        'disabled:cursor-not-allowed disabled:border-line disabled:bg-raised disabled:text-faint disabled:opacity-100',
        KINDS[kind],
      )}
      {...props}
    />
  )
}
