// The document of every page. It is rendered for each request, because each answer has a nonce of its own.
import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { lookOf } from '#components/data/appearance.ts'
import { DEFAULT_PREFERENCES } from '#lib/wire/default-preferences.ts'
import type { Preferences } from '#lib/wire/preferences.ts'
import { firstMe } from './first-me.ts'
import './globals.css'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = {
  title: { default: 'Plimsoll', template: '%s · Plimsoll' },
  description: 'A self-hosted trading desk that always shows how far an account is from liquidation.',
  robots: { index: false, follow: false },
  formatDetection: { telephone: false, email: false, address: false, date: false },
}

const BARS = { dark: '#0b0e11', light: '#f5f7f9' } as const

export async function generateViewport(): Promise<Viewport> {
  const { theme } = await wishes()
  return {
    colorScheme: theme === 'system' ? 'dark light' : theme,
    themeColor:
      theme === 'system'
        ? [
            { media: '(prefers-color-scheme: dark)', color: BARS.dark },
            { media: '(prefers-color-scheme: light)', color: BARS.light },
          ]
        : BARS[theme],
    viewportFit: 'cover',
  }
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={GeistSans.variable} {...lookOf(await wishes())}>
      <body>{children}</body>
    </html>
  )
}

async function wishes(): Promise<Preferences> {
  await headers() // what makes a page of one request throws here, not below
  try {
    return (await firstMe())?.preferences ?? DEFAULT_PREFERENCES
  } catch {
    return DEFAULT_PREFERENCES // the page asks the same, and its own fault is shown and logged; this is only its colours
  }
}
