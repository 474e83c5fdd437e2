// What is shown once comes to whoever asked for it: the focus goes there, and on from there, by keyboard too.
'use client'
import { type ReactNode, useEffect, useRef } from 'react'

export function ShownOnce({ label, children }: { label: string; children: ReactNode }) {
  const box = useRef<HTMLElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <section ref={box} tabIndex={-1} aria-label={label} className="space-y-3 outline-none">
      {children}
    </section>
  )
}
