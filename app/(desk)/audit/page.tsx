// The audit log, for the owner; drawn with its first rows, by the filter in the address.
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { filterOf, searchOf } from '#components/audit/audit-filter.ts'
import { AuditView } from '#components/audit/audit-view.tsx'
import { signedIn } from '#server/http/page.ts'
import { firstAudit } from './first-audit.ts'

export const metadata: Metadata = { title: 'Audit' }

type AuditPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function AuditPage({ searchParams }: AuditPageProps) {
  const search = await searchParams
  const filter = filterOf({ get: name => [search[name]].flat()[0] ?? null })
  const viewer = await signedIn(await headers(), `/audit${searchOf(filter)}`, 'owner')
  return <AuditView {...(await firstAudit(viewer, filter))} />
}
