// What is shown in place of a page that broke where there is no frame: little, so that it cannot break as well.
'use client'
import { Mark } from '#components/ui/mark.tsx'
import { BrokenPage } from './broken-page.tsx'

export function Broken({ digest }: { digest: string | undefined }) {
  return (
    <div className="flex min-h-dvh flex-col gap-10 px-5 py-6 sm:px-10 lg:px-16 lg:py-10">
      <p className="text-ink flex items-center gap-2.5 text-base font-semibold tracking-tight">
        <Mark size={22} />
        Plimsoll
      </p>
      <main>
        <BrokenPage digest={digest} />
      </main>
    </div>
  )
}
