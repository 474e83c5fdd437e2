// What opens over any page by key or button, loaded when it is opened first.
'use client'
import dynamic from 'next/dynamic'

const Palette = dynamic(() => import('./palette.tsx').then(it => it.Palette), { ssr: false })
const KeySheet = dynamic(() => import('./key-sheet.tsx').then(it => it.KeySheet), { ssr: false })
const MoreSheet = dynamic(() => import('./more-sheet.tsx').then(it => it.MoreSheet), { ssr: false })

export type Sheet = 'palette' | 'keys' | 'more'
type SheetsProps = { open: Sheet | null; onChange: (sheet: Sheet | null) => void }

export function Sheets({ open, onChange }: SheetsProps) {
  const close = () => onChange(null)
  switch (open) {
    case null:
      return null
    case 'palette':
      return <Palette isOpen onClose={close} onHelp={() => onChange('keys')} />
    case 'keys':
      return <KeySheet isOpen onClose={close} />
    case 'more':
      return <MoreSheet isOpen onClose={close} />
  }
}
