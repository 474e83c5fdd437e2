// The buttons of the desk: the act of the page, what destroys, what stands back, and everything else.
import Link from 'next/link'
import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { classes } from './classes.ts'

export type ButtonKind = 'primary' | 'plain' | 'quiet' | 'danger'

type Look = { kind?: ButtonKind; size?: 'normal' | 'small' }
type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> &
  Look & {
    /** Its work is under way: it keeps its place and its focus, and takes no second press. */
    isBusy?: boolean
  }

const KINDS: Record<ButtonKind, string> = {
  primary: 'border-transparent bg-ink text-on-ink hover:opacity-90',
  plain: 'border-edge/60 bg-transparent text-ink hover:bg-raised',
  quiet: 'border-transparent bg-transparent text-soft hover:bg-raised hover:text-ink',
  danger: 'border-transparent bg-danger text-on-danger hover:opacity-90',
}
const SIZES = { normal: 'min-h-control px-3.5 text-sm', small: 'min-h-control px-2.5 text-xs' }

export function Button({
  kind = 'plain',
  size = 'normal',
  type = 'button',
  isBusy = false,
  ...props
}: ButtonProps) {
  const { children, onClick, ...rest } = props
  return (
    <button
      type={type}
      className={lookOf({ kind, size })}
      aria-disabled={isBusy || undefined}
      onClick={isBusy ? event => event.preventDefault() : onClick}
      {...rest}
    >
      {isBusy && <Spinner />}
      {children}
    </button>
  )
}

type ButtonLinkProps = Look & { href: string; children: ReactNode }

/** Goes somewhere, and looks like the act of the page. */
export function ButtonLink({ kind = 'plain', size = 'normal', href, children }: ButtonLinkProps) {
  return (
    <Link href={href} className={lookOf({ kind, size })}>
      {children}
    </Link>
  )
}

function lookOf({ kind, size }: Required<Look>): string {
  return classes(
    'inline-flex cursor-pointer select-none items-center justify-center gap-2 rounded-md border font-medium transition-[background-color,opacity]',
    'disabled:cursor-not-allowed disabled:border-line disabled:bg-raised disabled:text-faint disabled:opacity-100 aria-disabled:cursor-progress',
    SIZES[size],
    KINDS[kind],
  )
}

function Spinner() {
  return (
    <svg viewBox="0 0 16 16" className="spin size-3.5 shrink-0" fill="none" aria-hidden="true">
      <circle cx="8" cy="8" r="6" stroke="currentColor" strokeWidth="2" opacity="0.3" />
      <path d="M14 8a6 6 0 0 0-6-6" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </svg>
  )
}
