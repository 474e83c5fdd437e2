// How buttons look, and links that stand for one.
import { classes } from './classes.ts'

type ButtonKind = 'primary' | 'plain' | 'quiet' | 'danger'

export type ButtonLook = { kind?: ButtonKind; size?: 'normal' | 'small' }
const KINDS: Record<ButtonKind, string> = {
  primary: 'border-transparent bg-ink text-on-ink hover:opacity-90',
  plain: 'border-edge/60 bg-transparent text-ink hover:bg-raised',
  quiet: 'border-transparent bg-transparent text-soft hover:bg-raised hover:text-ink',
  danger: 'border-transparent bg-danger text-on-danger hover:opacity-90',
}
const SIZES = { normal: 'min-h-control px-3.5 text-sm', small: 'min-h-control px-2.5 text-xs' }

export function buttonLook({ kind = 'plain', size = 'normal' }: ButtonLook): string {
  return classes(
    'inline-flex cursor-pointer select-none items-center justify-center gap-2 rounded-md border font-medium transition-[background-color,opacity]',
    'disabled:cursor-not-allowed disabled:border-line disabled:bg-raised disabled:text-faint disabled:opacity-100 aria-disabled:cursor-progress',
    SIZES[size],
    KINDS[kind],
  )
}
