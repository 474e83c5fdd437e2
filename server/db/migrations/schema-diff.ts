// The SQL that leads from one Prisma schema to another, by Prisma's own schema engine as WebAssembly: no database and no
// downloaded binary is needed.
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { ConstructorOptions, DiffParams, DiffTarget } from '@prisma/schema-engine-wasm/schema_engine_bg'

/** `null` stands for an empty database. */
export async function schemaDiff(from: string | null, to: string): Promise<string> {
  const { SchemaEngine } = await loadEngine()
  const engine = await SchemaEngine.new(options(to), () => undefined, offline)
  try {
    const params: DiffParams = {
      from: from === null ? { tag: 'empty' } : datamodel(from),
      to: datamodel(to),
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    }
    const { stdout } = await engine.diff(params)
    return stdout ?? ''
  } finally {
    engine.free()
  }
}

function options(schema: string): ConstructorOptions {
  return { datamodels: [['schema.prisma', schema]] }
}

function datamodel(content: string): DiffTarget {
  return { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] }
}

// The engine asks a database for its version before it compares two files; ours is told here (int32 0, text 7, boolean 5).
const offline = {
  provider: 'postgres',
  adapterName: 'offline',
  connect: async () => ({
    ok: true,
    value: {
      provider: 'postgres',
      adapterName: 'offline',
      getConnectionInfo: () => ({ ok: true, value: { supportsRelationJoins: false } }),
      queryRaw: async () => ({
        ok: true,
        value: {
          columnNames: ['exists', 'version', 'numeric_version'],
          columnTypes: [5, 7, 0],
          rows: [[true, 'PostgreSQL 18.0', 180000]],
        },
      }),
      executeRaw: refuse,
      executeScript: refuse,
      startTransaction: refuse,
      dispose: async () => ({ ok: true, value: undefined }),
    },
  }),
  connectToShadowDb: refuse,
}

async function refuse(): Promise<never> {
  throw new Error('the difference of two schemas needs no database')
}

type Glue = typeof import('@prisma/schema-engine-wasm/schema_engine_bg')
type EngineExports = WebAssembly.Exports & { __wbindgen_start: () => void }

/** The glue keeps views into the memory of its instance, so each instance gets a glue of its own. */
async function loadEngine(): Promise<Glue> {
  const path = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const glue: Glue = await import(`${pathToFileURL(path).href}?${randomUUID()}`)
  const imports = { './schema_engine_bg.js': Object.fromEntries(Object.entries(glue)) }
  const { instance } = await WebAssembly.instantiate(await readFile(path.replace(/\.js$/, '.wasm')), imports)
  const exports = instance.exports as EngineExports // what the engine was built with
  glue.__wbg_set_wasm(exports)
  exports.__wbindgen_start()
  return glue
}
