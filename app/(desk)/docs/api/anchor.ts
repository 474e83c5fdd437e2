// Where on the page an operation stands, and under which heading of its list.

export function anchorOf(id: string): string {
  return `operation-${id}`
}

/** `/api/v1/people/invites` is, of people, the invites. */
export function subjectOf(path: string): { subject: string; rest: string } {
  const [subject = '', ...rest] = path.replace(/^\/api\/(v1\/)?/, '').split('/')
  return { subject, rest: `/${rest.join('/')}` }
}
