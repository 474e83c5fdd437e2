// How many recovery codes are left, and how bad that is.

export const RECOVERY_CODES = 10
const FEW = 3

export type RecoveryState = { severity: 'safe' | 'medium' | 'high'; title: string; advice: string }

export function recoveryState(left: number): RecoveryState {
  const title = `${left} of ${RECOVERY_CODES} left`
  if (left === 0) {
    return {
      severity: 'high',
      title,
      advice: 'Without your phone you could not come in any more. Make new ones now.',
    }
  }
  if (left <= FEW) {
    return { severity: 'medium', title, advice: 'Few are left. Make new ones while you still can.' }
  }
  return { severity: 'safe', title, advice: 'Each opens the desk once when your phone is not at hand.' }
}
