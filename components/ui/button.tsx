// The buttons of the desk: the act of the page, what destroys, what stands back, and everything else.
import type { ButtonHTMLAttributes } from 'react'
import { type ButtonLook, buttonLook } from './button-look.ts'

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> &
  ButtonLook & {
    /** Its work is under way: it keeps its place and its focus, and takes no second press. */
    isBusy?: boolean
  }

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
      className={buttonLook({ kind, size })}
      aria-disabled={isBusy || undefined}
      onClick={isBusy ? event => event.preventDefault() : onClick}
      {...rest}
    >
      {isBusy && <Spinner />}
      {children}
    </button>
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
