// The first way in, where the browser has passkeys at all.
import { KeyRound } from 'lucide-react'
import { hasPasskeys } from '#components/data/has-passkeys.ts'
import { Button } from '#components/ui/button.tsx'

type PasskeyButtonProps = {
  /** Its place is held before anybody knows, so that nothing jumps. */
  isAlive: boolean
  isBusy: boolean
  isOff: boolean
  onPress: () => void
}

export function PasskeyButton({ isAlive, isBusy, isOff, onPress }: PasskeyButtonProps) {
  if (isAlive && !hasPasskeys()) return null
  return (
    <>
      <div className="grid">
        <Button onClick={onPress} isBusy={isBusy} disabled={!isAlive || isOff}>
          <KeyRound className="size-4" aria-hidden="true" />
          Use a passkey
        </Button>
      </div>
      <p className="text-faint flex items-center gap-3 text-xs">
        <span className="bg-line h-px flex-1" />
        or a password and a code
        <span className="bg-line h-px flex-1" />
      </p>
    </>
  )
}
