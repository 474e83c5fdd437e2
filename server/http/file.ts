// A file as an answer: read piece by piece while the other end takes it, so that however long it is, little of it is held.
import type { SentFile } from '#server/services/context.ts'

type FileOptions = { id: string; onFault(fault: unknown): void }

export function fileResponse(
  { name, type, isCut, pieces }: SentFile,
  { id, onFault }: FileOptions,
): Response {
  const reader = pieces[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    pull: async controller => {
      try {
        const { done, value } = await reader.next()
        if (done) controller.close()
        else controller.enqueue(encoder.encode(value))
      } catch (fault) {
        // The head is long gone: all that is left is to break off, so that nobody takes half a file for a whole one.
        onFault(fault)
        controller.error(new Error('the file broke off'))
      }
    },
    cancel: async () => void (await reader.return?.()),
  })
  return new Response(body, {
    headers: {
      'Content-Type': `${type}; charset=utf-8`,
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store',
      'X-File-Cut': String(isCut),
      'X-Request-Id': id,
    },
  })
}
