// Why nobody was let in, in words that tell a guesser nothing and a person what to do.
import type { EntryFault } from '#components/data/passkey.ts'
import { Notice } from '#components/ui/notice.tsx'
import { SECOND_MS } from '#lib/base/time.ts'
import { duration } from '#lib/format/age.ts'

/** Whatever was wrong, the same words. */
const NO_MATCH =
  'Check the name, the password and the code; if the code keeps failing, set your phone’s clock to automatic.'

type SignInFaultProps = { fault: EntryFault | null; secondsLeft: number; isBack: boolean | undefined }

export function SignInFault({ fault, secondsLeft, isBack }: SignInFaultProps) {
  return (
    <div role="alert" className="empty:hidden">
      {fault !== null && <Words fault={fault} secondsLeft={secondsLeft} isBack={isBack} />}
    </div>
  )
}

function Words({ fault, secondsLeft, isBack }: SignInFaultProps & { fault: EntryFault }) {
  switch (fault.code) {
    case 'UNAUTHENTICATED':
      return (
        <Notice severity="high" title="That did not match">
          {NO_MATCH}
        </Notice>
      )
    case 'RATE_LIMITED':
      return secondsLeft === 0 ? (
        <Notice severity="medium" title="You can try again now">
          Take the code that your app shows at this moment.
        </Notice>
      ) : (
        <Notice severity="high" title="Too many tries">
          Wait {/* It runs down in silence: nobody wants to be told each second. */}
          <span role="timer" aria-live="off" className="text-ink font-medium tabular-nums">
            {duration(secondsLeft * SECOND_MS)}
          </span>
          : until then every try from here is refused, a right one too.
        </Notice>
      )
    case 'UNREACHABLE':
      return isBack === true ? (
        <Notice severity="safe" title="The desk answers again">
          Nothing is lost. Take the code that your app shows now, and sign in.
        </Notice>
      ) : (
        <Notice severity="high" title="The desk does not answer">
          It may be restarting, or this device may be offline. This page keeps trying.
        </Notice>
      )
    case 'CANCELLED':
      return (
        <Notice severity="medium" title="No passkey was used">
          {fault.message}
        </Notice>
      )
    default:
      return (
        <Notice severity="high" title="You are not signed in" requestId={fault.requestId}>
          {fault.message}
        </Notice>
      )
  }
}
