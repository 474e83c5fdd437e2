// When a token ends: in passing, or loud when it is soon.
'use client'
import { useNow } from '#components/data/use-live.ts'
import { Badge } from '#components/ui/badge.tsx'
import type { ApiToken } from '#lib/wire/token.ts'
import { endsWords, tokenLife } from './token-life.ts'

export function TokenEnd({ token }: { token: ApiToken }) {
  const now = useNow()
  if (now === 0) return null
  const life = tokenLife(token, now)
  const words = endsWords(token, now)
  if (life === 'good') return <span className="text-faint text-xs">ends {words}</span>
  return (
    <Badge tone={life === 'ended' ? 'bad' : 'warn'}>{life === 'ended' ? 'Ended' : `Ends ${words}`}</Badge>
  )
}
