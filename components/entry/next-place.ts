// Where somebody goes after entering: the page that sent them here, if it is one of ours, or the desk.

export const DESK = '/health'
const NOWHERE = 'http://desk.invalid'
const PATH_MAX = 500
/** Pages that lead here again, and what is no page. */
const NO_PAGES = /^\/(login|setup|invite|reset|api\/|healthz|readyz|stream|_next\/|$)/

/** What a stranger wrote behind `?next=` may name a path of this desk, and nothing that a browser would take for more. */
export function nextPlace(asked: unknown): string {
  if (typeof asked !== 'string' || asked.length > PATH_MAX || !/^\/(?![/\\])[\x21-\x7e]*$/.test(asked))
    return DESK
  if (!URL.canParse(asked, NOWHERE)) return DESK
  const { origin, pathname, search, hash } = new URL(asked, NOWHERE)
  // The parser takes dots and backslashes away, and what is left may begin with two slashes: another site.
  if (origin !== NOWHERE || pathname.startsWith('//') || NO_PAGES.test(pathname)) return DESK
  return `${pathname}${search}${hash}`
}
