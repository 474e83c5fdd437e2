// How the embedded PostgreSQL is run: nothing that was acknowledged is ever lost to speed.

export type ClusterSettings = { port: number; walArchiveDir: string }

export const OWNER = 'plimsoll'
export const DATABASE = 'plimsoll'
/** In the folder of the cluster. */
export const LOG_FOLDER = 'log'
export const LOG_FILE = { before: 'postgres-', after: '.log' } as const

export function clusterSettings({ port, walArchiveDir }: ClusterSettings): Record<string, string> {
  return {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
    max_connections: '80',
    shared_buffers: '64MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    wal_level: 'replica',
    min_wal_size: '32MB',
    max_wal_size: '512MB',
    archive_mode: 'on',
    archive_command: archiveCommand(walArchiveDir),
    archive_timeout: '60',
    logging_collector: 'on',
    log_directory: LOG_FOLDER,
    log_filename: `${LOG_FILE.before}%Y-%m-%d${LOG_FILE.after}`, // PostgreSQL deletes none of them: see prune-log.ts
    log_rotation_age: '1d',
    log_rotation_size: '0',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic', // a statement may carry what no log should hold
  }
}

/** A segment is there whole or not at all; the same segment archived twice is the same file. */
function archiveCommand(dir: string): string {
  const part = shellWord(`${dir}/%f.gz.part`, '%f')
  const folder = shellWord(dir, '%f')
  const whole = shellWord(`${dir}/%f.gz`, '%f')
  return `gzip -nc "%p" > ${part} && sync ${part} && mv -f ${part} ${whole} && sync ${folder}`
}

/** PostgreSQL replaces %f by a name of hexadecimal digits and dots; every other % of the path is doubled. */
function shellWord(path: string, placeholder: string): string {
  const literal = path.split(placeholder).map(piece => piece.replaceAll('%', '%%').replaceAll("'", `'\\''`))
  return `'${literal.join(placeholder)}'`
}
