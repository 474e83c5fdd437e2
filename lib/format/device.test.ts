// Devices: a list of sessions is only of use when each is recognised, and a browser that lies may break nothing.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { deviceWords } from './device.ts'

const TABLE: [userAgent: string, text: string][] = [
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
    'Edge on Windows',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
    'Safari on macOS',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
    'Safari on iPhone',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/138.0 Mobile/15E148 Safari/604.1',
    'Chrome on iPhone',
  ],
  [
    'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
    'Chrome on Android',
  ],
  [
    'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
    'Chrome on ChromeOS',
  ],
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36',
    'Chrome on Linux',
  ],
  ['curl/8.5.0', 'curl'],
  ['Lynx/2.9.0dev on Linux', 'A browser on Linux'],
  ['nothing known', 'Unknown device'],
  ['', 'Unknown device'],
]

test('a device is named as its person would name it', () => {
  for (const [userAgent, text] of TABLE) assert.equal(deviceWords(userAgent).text, text)
  assert.equal(deviceWords(null).text, 'Unknown device')
  assert.equal(deviceWords('Mozilla/5.0 (Linux; Android 15) Chrome/140').isHandheld, true)
  assert.equal(deviceWords('Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0').isHandheld, false)
})

test('whatever a browser says, nothing of it but known names is shown', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), said => {
      assert.match(
        deviceWords(said).text,
        /^(Unknown device|[A-Z]?[a-z]+( Internet)?|(A browser|[A-Z]?[a-z]+( Internet)?) on [A-Za-z]+)$/,
      )
    }),
  )
})
