// A dialog over the page, a sheet from below on a phone. The focus never starts on what destroys.
'use client'
import { setNonce } from 'get-nonce'
import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { type ReactNode, useRef } from 'react'
import { Button } from './button.tsx'
import { classes } from './classes.ts'
import { FormFault } from './form-fault.tsx'

type DialogProps = {
  isOpen: boolean
  /** Left out where there is no way around it: then there is no cross, and Esc does nothing. */
  onClose?: () => void
  title: string
  lead?: ReactNode
  actions?: ReactNode
  size?: 'small' | 'wide'
  /** `bare`: the body draws itself from edge to edge, and the title is for screen readers. */
  look?: 'framed' | 'bare'
  children?: ReactNode
}

export function Dialog({
  isOpen,
  onClose,
  title,
  lead,
  actions,
  size = 'small',
  look = 'framed',
  children,
}: DialogProps) {
  const box = useRef<HTMLDivElement>(null)
  // It is opened by keys, refusals and ended sessions as well: whoever had the focus then gets it back.
  const opener = useRef<Element | null>(null)
  if (isOpen) adoptNonce()
  const close = (event: Event) => {
    if (onClose === undefined) event.preventDefault()
  }
  return (
    <Radix.Root open={isOpen} onOpenChange={next => !next && onClose?.()}>
      <Radix.Portal>
        <Radix.Overlay className="appear bg-veil fixed inset-0 z-40" />
        <Radix.Content
          ref={box}
          {...(lead === undefined ? { 'aria-describedby': undefined } : {})}
          onEscapeKeyDown={close}
          onInteractOutside={close}
          onOpenAutoFocus={event => {
            event.preventDefault()
            opener.current = document.activeElement
            focusFirst(box.current)
          }}
          onCloseAutoFocus={event => {
            event.preventDefault()
            if (opener.current instanceof HTMLElement) opener.current.focus()
          }}
          className={classes(
            'rise border-line-strong w-full bg-panel shadow-lift fixed z-50 flex max-h-[92dvh] flex-col border outline-none',
            'max-md:inset-x-0 max-md:bottom-0 max-md:rounded-t-xl max-md:border-b-0 max-md:pb-[env(safe-area-inset-bottom)]',
            'md:inset-x-0 md:top-[12vh] md:mx-auto md:max-h-[76vh] md:rounded-xl',
            size === 'wide' ? 'md:max-w-2xl' : 'md:max-w-md',
          )}
        >
          {look === 'bare' ? (
            <>
              <Radix.Title className="sr-only">{title}</Radix.Title>
              <div className="flex min-h-0 flex-1 flex-col">{children}</div>
            </>
          ) : (
            <>
              <DialogHead title={title} lead={lead} isClosable={onClose !== undefined} />
              <div className="px-pad pb-pad min-h-0 flex-1 overflow-y-auto pt-1">{children}</div>
            </>
          )}
          {actions !== undefined && (
            <footer className="border-line px-pad flex flex-wrap justify-end gap-2 border-t py-3 max-md:*:flex-1">
              {actions}
            </footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function DialogHead({ title, lead, isClosable }: { title: string; lead: ReactNode; isClosable: boolean }) {
  return (
    <header className="px-pad flex items-start justify-between gap-4 pt-4 pb-3">
      <div className="min-w-0">
        <Radix.Title className="text-ink text-base font-semibold tracking-tight">{title}</Radix.Title>
        {lead !== undefined && (
          <Radix.Description className="text-soft mt-1 text-[0.8125rem]">{lead}</Radix.Description>
        )}
      </div>
      {isClosable && (
        <Radix.Close
          aria-label="Close"
          data-close
          className="text-soft hover:bg-raised hover:text-ink size-control -mt-1 -mr-2 inline-flex shrink-0 cursor-pointer items-center justify-center rounded-md"
        >
          <X className="size-4" aria-hidden="true" />
        </Radix.Close>
      )}
    </header>
  )
}

type ConfirmProps = {
  isOpen: boolean
  onClose: () => void
  title: string
  /** What the pressing does, in words: never a lone "OK". */
  act: string
  onAct: () => void
  isBusy?: boolean
  fault?: { message: string; requestId: string | null } | null
  isDanger?: boolean
  children?: ReactNode
}

export function ConfirmDialog(props: ConfirmProps) {
  const {
    isOpen,
    onClose,
    title,
    act,
    onAct,
    isBusy = false,
    fault = null,
    isDanger = true,
    children,
  } = props
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button onClick={onClose} data-safe>
            Cancel
          </Button>
          <Button
            kind={isDanger ? 'danger' : 'primary'}
            onClick={onAct}
            isBusy={isBusy}
            data-danger={isDanger || undefined}
          >
            {act}
          </Button>
        </>
      }
    >
      <div className="text-soft space-y-3 text-[0.8125rem]">
        {children}
        <FormFault fault={fault} />
      </div>
    </Dialog>
  )
}

/** What says so itself comes first, what is to be typed next, then the safe way, then whatever is not the cross and does no harm. */
function focusFirst(box: HTMLElement | null): void {
  const target =
    box?.querySelector<HTMLElement>('[data-first]') ??
    box?.querySelector<HTMLElement>('input:not([type=hidden], [readonly], :disabled), select, textarea') ??
    box?.querySelector<HTMLElement>('[data-safe]') ??
    box?.querySelector<HTMLElement>('button:not([data-close], [data-danger], :disabled)') ??
    box
  target?.focus()
}

/** What locks the scrolling behind a dialog writes a style element: it bears the nonce that this document came with. */
function adoptNonce(): void {
  setNonce(document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '')
}
