// Goes somewhere, and looks like an act of the page. Apart from the button: an error page carries no router.
import Link from 'next/link'
import type { ReactNode } from 'react'
import { type ButtonLook, buttonLook } from './button-look.ts'

type ButtonLinkProps = ButtonLook & { href: string; children: ReactNode }

export function ButtonLink({ href, children, ...look }: ButtonLinkProps) {
  return (
    <Link href={href} className={buttonLook(look)}>
      {children}
    </Link>
  )
}
