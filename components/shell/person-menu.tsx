// Who one is, in a word; the menu behind it is loaded when somebody reaches for it.
'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useMe } from '#components/data/me.tsx'
import { PersonButton } from './person-button.tsx'

const load = () => import('./open-person-menu.tsx')
const OpenPersonMenu = dynamic(() => load().then(it => it.OpenPersonMenu), {
  ssr: false,
  loading: LoadingButton,
})

export function PersonMenu({ onHelp }: { onHelp: () => void }) {
  const { name, role } = useMe()
  const [isWanted, setIsWanted] = useState(false)
  if (isWanted) return <OpenPersonMenu onHelp={onHelp} />
  return (
    <PersonButton
      name={name}
      role={role}
      aria-haspopup="menu"
      onClick={() => setIsWanted(true)}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
    />
  )
}

function LoadingButton() {
  const { name, role } = useMe()
  return <PersonButton name={name} role={role} aria-haspopup="menu" />
}
