// Keys as they stand on the keyboard.
'use client'
import { useSyncExternalStore } from 'react'
import { keyWords } from './key-words.ts'

export function Keys({ keys }: { keys: string }) {
  // The server does not know whose keyboard it is; most have Ctrl.
  const isMac = useSyncExternalStore(neverChanges, isAppleKeyboard, () => false)
  if (keys === '') return null
  return (
    <span className="inline-flex shrink-0 items-center gap-0.5">
      {keyWords(keys, isMac ? 'mac' : 'other').map((word, place) => (
        <kbd
          // biome-ignore lint/suspicious/noArrayIndexKey: G may be pressed twice, and keys stand in their order
          key={place}
          className="border-line-strong bg-raised text-soft inline-flex h-5 min-w-5 items-center justify-center rounded border px-1 font-sans text-[0.6875rem] font-medium"
        >
          {word}
        </kbd>
      ))}
    </span>
  )
}

function neverChanges(): () => void {
  return () => {}
}

function isAppleKeyboard(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent)
}
