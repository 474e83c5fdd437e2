// The token of a one-time link: after the # it never leaves the browser by itself, and it does not stay in the address bar.
'use client'
import { useEffect, useState } from 'react'

/** Null while the page is not alive yet; empty when the address had none. It is kept for this tab, in memory alone. */
export function useLinkToken(): string | null {
  const [token, setToken] = useState<string | null>(null)
  useEffect(() => {
    const take = () => {
      const found = location.hash.slice(1)
      if (found !== '') history.replaceState(history.state, '', location.pathname)
      setToken(now => (found === '' ? (now ?? '') : found))
    }
    take()
    addEventListener('hashchange', take) // another link, pasted into the same tab
    return () => removeEventListener('hashchange', take)
  }, [])
  return token
}
