// When the jobs come by themselves: written by the jobs process when it starts, for whoever shows it.
import { JobName } from '#lib/wire/job.ts'
import type { Db, Row, Sql } from './client.ts'

type Schedule = { name: JobName; cron: string }

/** These and no others: what an earlier start had scheduled is gone. */
export async function saveSchedules(
  db: Pick<Db, 'atomically'>,
  schedules: readonly Schedule[],
): Promise<void> {
  await db.atomically(async sql => {
    await sql({
      text: 'DELETE FROM job_schedules WHERE name <> ALL($1)',
      values: [schedules.map(({ name }) => name)],
    })
    for (const { name, cron } of schedules) {
      await sql({
        name: 'job_schedules.save',
        text: `INSERT INTO job_schedules (name, cron) VALUES ($1, $2)
          ON CONFLICT (name) DO UPDATE SET cron = EXCLUDED.cron`,
        values: [name, cron],
      })
    }
  })
}

export async function listSchedules(sql: Sql): Promise<Schedule[]> {
  const rows = await sql<Row & { name: string; cron: string }>({
    name: 'job_schedules.list',
    text: 'SELECT name, cron FROM job_schedules WHERE name = ANY($1) ORDER BY name',
    values: [JobName.options],
  })
  return rows.map(({ name, cron }) => ({ name: JobName.parse(name), cron }))
}
