// The tabs of one browser share one session: what one of them does about it, the others are told.
import * as z from 'zod/mini'
import { Preferences } from '#lib/wire/preferences.ts'
import { Uuid } from '#lib/wire/scalars.ts'

const TabNews = z.discriminatedUnion('type', [
  z.object({ type: z.literal('preferences'), preferences: Preferences }),
  z.object({ type: z.literal('signed-in'), person: Uuid }),
  z.object({ type: z.literal('signed-out') }),
  z.object({ type: z.literal('stayed') }),
])
export type TabNews = z.infer<typeof TabNews>

export type Tabs = {
  open(): void
  close(): void
  tell(news: TabNews): void
  listen(hear: (news: TabNews) => void): () => void
}

const CHANNEL = 'plimsoll'

export function openTabs(): Tabs {
  const listeners = new Set<(news: TabNews) => void>()
  let channel: BroadcastChannel | null = null
  return {
    open() {
      channel = new BroadcastChannel(CHANNEL)
      channel.onmessage = ({ data }: MessageEvent<unknown>) => {
        const news = TabNews.safeParse(data)
        // A tab of another version may say what this one does not know.
        if (news.success) for (const hear of listeners) hear(news.data)
      }
    },
    close() {
      channel?.close()
      channel = null
    },
    tell: news => channel?.postMessage(news),
    listen(hear) {
      listeners.add(hear)
      return () => void listeners.delete(hear)
    },
  }
}
