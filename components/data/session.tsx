// What all pages of the desk share about the session: its doors, and the other tabs of this browser.
'use client'
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react'
import { type GateName, type Gates, openGates } from './gates.ts'
import { openTabs, type TabNews, type Tabs } from './tabs.ts'

const GatesContext = createContext<Gates | null>(null)
const TabsContext = createContext<Tabs | null>(null)

export function SharedSession({ children }: { children: ReactNode }) {
  const [gates] = useState(openGates)
  const [tabs] = useState(openTabs)
  useEffect(() => {
    tabs.open()
    return tabs.close
  }, [tabs])
  return (
    <GatesContext value={gates}>
      <TabsContext value={tabs}>{children}</TabsContext>
    </GatesContext>
  )
}

/** Null outside the desk: there is no session to guard, and nothing to draw a dialog over. */
export function useGates(): Gates | null {
  return useContext(GatesContext)
}

export function useWantedGate(): GateName | null {
  const gates = useGates()
  return useSyncExternalStore(
    useCallback(listener => gates?.listen(listener) ?? (() => {}), [gates]),
    () => gates?.wanted() ?? null,
    () => null,
  )
}

export function useIsHeld(): boolean {
  const gates = useGates()
  return useSyncExternalStore(
    useCallback(listener => gates?.listen(listener) ?? (() => {}), [gates]),
    () => gates?.isHeld() ?? false,
    () => false,
  )
}

export function useLastRequestId(): string | null {
  const gates = useGates()
  return useSyncExternalStore(
    useCallback(listener => gates?.listen(listener) ?? (() => {}), [gates]),
    () => gates?.lastRequestId() ?? null,
    () => null,
  )
}

export function useTellTabs(): (news: TabNews) => void {
  const tabs = useContext(TabsContext)
  return useCallback(news => tabs?.tell(news), [tabs])
}

/** Hears what other tabs of this browser did; never what this one did itself. */
export function useTabNews(hear: (news: TabNews) => void): void {
  const tabs = useContext(TabsContext)
  useEffect(() => tabs?.listen(hear), [tabs, hear])
}
