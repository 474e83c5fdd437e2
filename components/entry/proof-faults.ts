// What is missing before the desk is asked: a try that cannot be right would only count against the person.

export type Proof = { name: string; password: string; code: string }

export type ProofFaults = { readonly [Field in keyof Proof]?: string | undefined }

export function faultsOfProof({ name, password, code }: Proof, isRecovery: boolean): ProofFaults {
  return {
    name: nameFault(name.trim()),
    password: password === '' ? 'Type your password.' : tooLong(password, PASSWORD_MAX),
    code: isRecovery ? recoveryFault(code) : codeFault(code),
  }
}

/** Six digits, however they are spaced. */
export function codeFault(code: string): string | undefined {
  return /^\d{6}$/.test(code.replace(/[\s-]/g, '')) ? undefined : 'Six digits, as your app shows them now.'
}

export function recoveryFault(code: string): string | undefined {
  const typed = code.replace(/[\s-]/g, '')
  if (typed === '') return 'Type one of the recovery codes that you kept.'
  return typed.length < CODE_MIN || typed.length > CODE_MAX ? 'This is not a whole recovery code.' : undefined
}

/** Where something is missing, one goes on typing. */
export function focusOn(form: HTMLFormElement | null, field: keyof Proof): void {
  const control = form?.elements.namedItem(field)
  if (control instanceof HTMLElement) control.focus()
}

function nameFault(name: string): string | undefined {
  return name === '' ? 'Type your name.' : tooLong(name, NAME_MAX)
}

function tooLong(text: string, max: number): string | undefined {
  return text.length > max
    ? `At most ${max} characters; this has ${text.length.toLocaleString('en')}.`
    : undefined
}

const NAME_MAX = 200
const PASSWORD_MAX = 128
const CODE_MIN = 6
const CODE_MAX = 64
