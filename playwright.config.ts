// The journeys: real pages of a real desk in an installed Chromium, one after the other.
import { defineConfig } from '@playwright/test'
import { processEnvironment } from './server/env.ts'

const executablePath = processEnvironment()['CHROMIUM']

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  workers: 1, // one desk on two cores
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  use: {
    trace: 'retain-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        '--no-sandbox', // root has no sandbox to be in, and the pages are our own
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
})
