// Tells one process from a later one that was given the same pid: by the boot of the machine, the namespace that the pid
// counts in, and the moment of the process's birth.
import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'

/** The place that a pid has a meaning in: this boot of this machine, or this container of it. */
export function pidPlace(): string {
  if (process.platform !== 'linux') return process.platform
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  return `${boot} ${readlinkSync('/proc/self/ns/pid')}`
}

/** Nothing when it is dead. */
export function markOf(pid: number): string | undefined {
  const birth = process.platform === 'linux' ? birthOnLinux(pid) : birthElsewhere(pid)
  return birth && `${pidPlace()} ${birth}`
}

const STATE = 0
/** Field 22 of /proc/<pid>/stat, counted from the state, which is the third. */
const STARTTIME = 19

function birthOnLinux(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ') // a name may hold blanks and brackets
    return /[ZX]/.test(fields[STATE] ?? '') ? undefined : fields[STARTTIME]
  } catch {
    return undefined // there is none
  }
}

function birthElsewhere(pid: number): string | undefined {
  try {
    return (
      execFileSync('ps', ['-p', String(pid), '-o', 'lstart=,command='], { encoding: 'utf8' }).trim() ||
      undefined
    )
  } catch {
    return undefined // ps says by its exit code that there is none
  }
}
