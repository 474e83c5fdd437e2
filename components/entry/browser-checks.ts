// What this browser can do of what the desk will need, tried and not guessed.

export type BrowserCheck = { name: string; isGood: boolean; meaning: string }

export async function browserChecks(): Promise<BrowserCheck[]> {
  return [
    {
      name: 'Secure address',
      isGood: isSecureContext,
      meaning: isSecureContext
        ? 'HTTPS, or this machine itself'
        : 'Open the desk by the address that it printed, or give it TLS',
    },
    await keysCheck(),
    await passkeyCheck(),
  ]
}

/** Keys of an exchange will be sealed in the browser, so that only the engine can open them. */
async function keysCheck(): Promise<BrowserCheck> {
  const isGood = await canSeal()
  return {
    name: 'Sealing of keys',
    isGood,
    meaning: isGood ? 'WebCrypto works here' : 'This browser cannot seal a key: use a current one',
  }
}

async function canSeal(): Promise<boolean> {
  try {
    const curve = { name: 'ECDH', namedCurve: 'P-256' }
    const pair = await crypto.subtle.generateKey(curve, false, ['deriveBits'])
    const bits = await crypto.subtle.deriveBits(
      { name: 'ECDH', public: pair.publicKey },
      pair.privateKey,
      256,
    )
    return bits.byteLength === 32
  } catch {
    return false // whatever the browser's reason: it cannot, and that is the answer
  }
}

async function passkeyCheck(): Promise<BrowserCheck> {
  const name = 'Passkeys'
  if (typeof PublicKeyCredential === 'undefined') {
    return { name, isGood: false, meaning: 'Not here: you can sign in with a password and a code' }
  }
  const isBuiltIn = await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable()
  return {
    name,
    isGood: true,
    meaning: isBuiltIn ? 'Built into this device' : 'By a phone or a security key',
  }
}
