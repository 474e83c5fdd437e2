// Hands a file to the browser's own downloads.
import { MINUTE_MS } from '#lib/base/time.ts'

export function saveFile(name: string, bytes: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(bytes)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), MINUTE_MS) // by then the browser has taken it
}
