// Finds files, exports and packages that nothing uses. An exception stands beside its reason.
import type { KnipConfig } from 'knip'

const config: KnipConfig = {
  entry: [
    'bin/*.mjs',
    'server/{main,web,engine,strategy-host,jobs,desk}.ts',
    'bench/{main,fixtures}.ts',
    'bench/*-*.ts', // bench/main.ts finds the figures by reading its folder
    '**/*.test.ts',
    'e2e/**/*.spec.ts',
  ],
  project: ['**/*.{ts,tsx,mjs,js,css}'],
  ignore: ['server/db/generated/**'], // made by Prisma
}

export default config
