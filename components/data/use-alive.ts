// Whether the page has come alive: before that a form would be sent by the browser itself, secrets and all.
'use client'
import { useSyncExternalStore } from 'react'

export function useAlive(): boolean {
  return useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  )
}

function neverChanges(): () => void {
  return () => {}
}
