// The frame of the pages outside the desk: what must be read on one side, the waterline on the other.
import type { ReactNode } from 'react'
import { Mark } from '#components/ui/mark.tsx'
import { Waterline } from './waterline.tsx'

export function Harbour({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh grid-rows-[11rem_1fr] lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)] lg:grid-rows-1">
      <div className="border-line bg-panel relative overflow-hidden border-b lg:order-2 lg:border-b-0 lg:border-l">
        <Waterline />
      </div>
      <div className="flex min-w-0 flex-col px-5 py-6 sm:px-10 lg:px-16 lg:py-10">
        <p className="text-ink flex items-center gap-2.5 text-base font-semibold tracking-tight">
          <Mark size={22} />
          Plimsoll
        </p>
        <main className="my-8 w-full max-w-[34rem] lg:my-auto lg:py-12">{children}</main>
        <p className="text-faint text-xs">
          Self-hosted. Nothing on this page comes from, or goes to, anywhere else.
        </p>
      </div>
    </div>
  )
}
