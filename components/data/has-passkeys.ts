// Whether this browser has passkeys at all here: known at once, before anything of them is loaded.

export function hasPasskeys(): boolean {
  return isSecureContext && typeof PublicKeyCredential === 'function'
}
