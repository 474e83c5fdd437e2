// Ends the session of this very browser.
'use client'
import { useState } from 'react'
import { useSignOut } from '#components/data/resume.ts'
import { Button } from '#components/ui/button.tsx'

export function SignOutHere() {
  const signOut = useSignOut()
  const [isLeaving, setIsLeaving] = useState(false)
  const leave = async () => {
    setIsLeaving(true)
    const answer = await signOut()
    setIsLeaving(answer.ok) // until the next page has come
  }
  return (
    <Button size="small" onClick={() => void leave()} isBusy={isLeaving}>
      Sign out
    </Button>
  )
}
