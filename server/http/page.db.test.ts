// Who looks at a page: let in by the same sessions as the routes, led elsewhere when they are not, and shown real data first.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ok } from '#lib/base/result.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#lib/base/time.ts'
import { ListJobs } from '#lib/wire/job.ts'
import type { Role } from '#lib/wire/role.ts'
import { addJobRun } from '#server/db/job-runs.ts'
import type { Verb } from '#server/services/context.ts'
import { listJobs } from '#server/services/jobs/list.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import { asServer } from './as-server.ts'
import { openTestDesk, type TestDesk } from './test-desk.ts'

asServer()
const { pageAsk, pageViewer, signedIn } = await import('./page.ts')

let scratch: ScratchDatabase
let desk: TestDesk

before(async () => {
  scratch = await scratchDatabase()
  desk = await openTestDesk(scratch)
})
after(async () => {
  await desk.close()
  await scratch.drop()
})

const headers = (cookie: string | null) => new Headers(cookie === null ? {} : { cookie })
const jobs = { verb: listJobs, input: { params: {}, query: { limit: 5 }, body: {} } }

/** Where Next is told to lead the browser: it learns so by what is thrown. */
async function ledTo(cookie: string | null, path: string, needed?: Role): Promise<string> {
  try {
    return `let in as ${(await signedIn(headers(cookie), path, needed)).name}`
  } catch (thrown) {
    return String(Object(thrown).digest)
  }
}

test('whoever is signed in is known, with the times of their session', async () => {
  const { owner, stale } = desk.people
  const viewer = await pageViewer(headers(owner.cookie))
  assert(viewer !== undefined)
  assert.deepEqual([viewer.userId, viewer.name, viewer.role], [owner.id, 'Olaf', 'owner'])
  assert.equal(viewer.expiresAt - viewer.createdAt, 7 * DAY_MS)
  assert.equal(viewer.secondFactorAt, viewer.createdAt)
  assert(viewer.seenAt >= viewer.createdAt && viewer.seenAt < desk.now() + HOUR_MS)
  const known = await pageViewer(headers(stale.cookie))
  assert.equal((known?.createdAt ?? 0) - (known?.secondFactorAt ?? 0), 5 * MINUTE_MS)
  for (const { cookie } of [desk.people.revoked, desk.people.expired, desk.people.removed]) {
    assert.equal(await pageViewer(headers(cookie)), undefined)
  }
  assert.equal(await pageViewer(headers(null)), undefined)
})

test('a stranger is led to sign in and back, and who may not see it to where they may be', async () => {
  const { viewer, owner, revoked } = desk.people
  const login = (next: string) => `NEXT_REDIRECT;replace;/login?next=${next};307;`
  assert.equal(await ledTo(null, '/audit'), login('%2Faudit'))
  assert.equal(
    await ledTo(revoked.cookie, '/audit?actor=a&object=b'),
    login('%2Faudit%3Factor%3Da%26object%3Db'),
  )
  assert.equal(await ledTo(viewer.cookie, '/audit', 'owner'), 'NEXT_REDIRECT;replace;/health;307;')
  assert.equal(await ledTo(viewer.cookie, '/health'), 'let in as Vera')
  assert.equal(await ledTo(owner.cookie, '/audit', 'owner'), 'let in as Olaf')
})

test('a page asks as its viewer, held to the same contract as the route', async () => {
  const run = await addJobRun(desk.db.sql, { name: 'measure', requestedBy: null, at: desk.now() })
  const viewer = await pageViewer(headers(desk.people.viewer.cookie))
  assert(viewer !== undefined)
  const shown = await pageAsk(viewer, ListJobs, jobs)
  assert.deepEqual(
    shown.jobs.map(({ id }) => id),
    [run.id],
  )
  const ofOwner = { ...ListJobs, access: 'owner' } as const
  const verb: Verb<typeof ofOwner> = async () => ok({ jobs: [], next_cursor: null })
  await assert.rejects(pageAsk(viewer, ofOwner, { ...jobs, verb }), /ListJobs is not for a viewer/)
  const refusing = async () => ({ ok: false, error: { code: 'GONE', message: '' } }) as const
  await assert.rejects(
    pageAsk(viewer, ListJobs, { ...jobs, verb: refusing }),
    /ListJobs refuses a page: GONE/,
  )
})
