// What PostgreSQL says when it cannot start, in one line that says what to do.

export function explainFault(output: string, dataDir: string): string {
  if (/No space left on device|disk full/i.test(output)) {
    return `the disk is full: the database in ${dataDir} needs room; free some and start again`
  }
  if (/Permission denied|Operation not permitted|Read-only file system/i.test(output)) {
    return `the database may not write to ${dataDir}: ${said(output)}`
  }
  if (/database files are incompatible/i.test(output)) {
    return `the database in ${dataDir} was made by another version of PostgreSQL: ${said(output)}`
  }
  return `PostgreSQL did not start in ${dataDir}: ${said(output)}`
}

function said(output: string): string {
  const lines = output.split('\n').map(line => line.trim())
  const telling = lines.filter(line => /FATAL|PANIC|error:|ERROR|could not/.test(line)).at(-1)
  const line = telling ?? lines.filter(Boolean).at(-1) ?? 'it said nothing'
  return line.replace(/^.*?(FATAL|PANIC|ERROR|error):\s*/, '')
}
