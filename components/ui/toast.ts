// Says a few words in passing. It is polite and it goes away, so it is never the only place where something is said.

export type ToastTone = 'plain' | 'good' | 'bad'
export type Toast = { text: string; tone: ToastTone; requestId: string | null }

export const TOAST_EVENT = 'plimsoll-toast'

/** The document carries it to whoever draws toasts, so that nobody holds a list of listeners. */
export function toast({ text, tone = 'plain', requestId = null }: Partial<Toast> & { text: string }): void {
  window.dispatchEvent(new CustomEvent<Toast>(TOAST_EVENT, { detail: { text, tone, requestId } }))
}
