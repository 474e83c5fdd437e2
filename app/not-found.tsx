// No such page. Ours, because the one that Next brings has styles without a nonce.
import Link from 'next/link'
import { Harbour } from '#components/shell/harbour.tsx'

export default function NotFound() {
  return (
    <Harbour>
      <p className="text-faint text-sm font-medium tabular-nums">404</p>
      <h1 className="text-ink mt-2 text-4xl font-semibold tracking-tight">There is no such page</h1>
      <p className="text-soft mt-4 text-base">The address is mistyped, or the page has moved.</p>
      <Link
        href="/"
        className="bg-ink text-on-ink mt-8 inline-flex min-h-11 items-center rounded-lg px-5 text-sm font-medium hover:opacity-90"
      >
        To the desk
      </Link>
    </Harbour>
  )
}
