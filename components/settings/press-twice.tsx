// Something that cannot be taken back, pressed twice in the same place: the second press says what it will do, and waits
// four seconds for it.
'use client'
import { useEffect, useState } from 'react'
import { Button } from '#components/ui/button.tsx'

type PressTwiceProps = {
  /** The first press: `Revoke`. */
  label: string
  /** The second, with what it does: `Sign out Firefox on Linux`. */
  consequence: string
  /** Says which one, where a list has many of it. */
  describedAs?: string
  onAct: () => void
  isBusy?: boolean
  disabled?: boolean
  size?: 'normal' | 'small'
}

const ARMED_MS = 4_000

export function PressTwice(props: PressTwiceProps) {
  const { label, consequence, describedAs, onAct, isBusy = false, disabled = false, size = 'small' } = props
  const [isArmed, setIsArmed] = useState(false)
  useEffect(() => {
    if (!isArmed) return
    const timer = setTimeout(() => setIsArmed(false), ARMED_MS)
    return () => clearTimeout(timer)
  }, [isArmed])
  const press = () => {
    setIsArmed(!isArmed)
    if (isArmed) onAct()
  }
  return (
    <Button
      kind={isArmed ? 'danger' : 'plain'}
      size={size}
      onClick={press}
      onKeyDown={event => event.key === 'Escape' && setIsArmed(false)}
      isBusy={isBusy}
      disabled={disabled}
      aria-label={isArmed ? undefined : describedAs}
    >
      <span aria-live="polite">{isArmed ? consequence : label}</span>
    </Button>
  )
}
