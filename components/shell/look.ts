// Keeps the document as the person wants it, also when another tab changed that.
'use client'
import { useCallback, useEffect } from 'react'
import { showPreferences } from '#components/data/appearance.ts'
import { useMe, useMeChange } from '#components/data/me.tsx'
import { useTabNews } from '#components/data/session.tsx'

export function Look(): null {
  const { preferences } = useMe()
  const changeMe = useMeChange()
  useEffect(() => showPreferences(preferences), [preferences])
  useTabNews(
    useCallback(
      news => {
        if (news.type === 'preferences') changeMe({ preferences: news.preferences })
      },
      [changeMe],
    ),
  )
  return null
}
