// The seed of an authenticator app, to be scanned, typed, or opened by the phone that shows this page.
import { CopyButton } from '#components/ui/copy-button.tsx'
import { QrCode } from '#components/ui/qr-code.tsx'
import type { Enrolment } from '#lib/wire/entry.ts'

export function SeedView({ enrolment }: { enrolment: Enrolment }) {
  return (
    <div className="flex flex-col gap-5 sm:flex-row">
      <div className="shrink-0 max-sm:order-2">
        <QrCode rows={enrolment.qr} label="QR code for an authenticator app" />
      </div>
      <div className="min-w-0 flex-1 space-y-4">
        <p className="text-soft text-[0.8125rem]">
          Scan this with an authenticator app: any that shows six-digit codes will do. From now on you sign in
          with your password and the code it shows.
        </p>
        <a
          href={enrolment.uri}
          className="border-edge/60 text-ink hover:bg-raised min-h-control flex items-center justify-center rounded-md border px-3.5 text-sm font-medium sm:hidden"
        >
          Open the app on this phone
        </a>
        <div>
          <p className="text-ink mb-1.5 text-[0.8125rem] font-medium">Or type this secret into it</p>
          <div className="border-line bg-raised flex items-center gap-2 rounded-md border py-1 pr-1 pl-3">
            <code className="text-ink min-w-0 flex-1 font-mono text-[0.8125rem] wrap-break-word select-all">
              {grouped(enrolment.secret)}
            </code>
            <CopyButton text={enrolment.secret} />
          </div>
        </div>
      </div>
    </div>
  )
}

/** Four letters at a time, as people read them; what is copied has no spaces. */
function grouped(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ')
}
