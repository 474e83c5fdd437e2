// Moving the focus by key: to the filter of the page, and from row to row of its lists.

export function focusFilter(): void {
  document.querySelector<HTMLElement>('main [data-filter]')?.focus()
}

export function walkRows(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('main [data-row]')]
  const here = rows.findIndex(row => row.contains(document.activeElement))
  rows[placeAfter({ here, step, count: rows.length })]?.focus()
}

/** The first step goes to the first row, or up to the last; at an end it stays. */
export function placeAfter({ here, step, count }: { here: number; step: 1 | -1; count: number }): number {
  if (here === -1) return step === 1 ? 0 : count - 1
  return Math.min(count - 1, Math.max(0, here + step))
}
