// Settings: everybody who may enter, for the owner.
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { PeopleView } from '#components/settings/people-view.tsx'
import { ListPeople } from '#lib/wire/person.ts'
import { pageAsk, signedIn } from '#server/http/page.ts'
import { listPeople } from '#server/services/people/list.ts'
import { NO_INPUT } from '../no-input.ts'

export const metadata: Metadata = { title: 'People' }

export default async function PeoplePage() {
  const viewer = await signedIn(await headers(), '/settings/people', 'owner')
  const people = await pageAsk(viewer, ListPeople, { verb: listPeople, input: NO_INPUT })
  return <PeopleView people={people} />
}
