// A message as it goes over the wire (RFC 6455, section 5.2), made once and written as it is to every socket: building the
// frame anew for each of them is most of what a fan-out costs.

const FINAL_TEXT = 0x81
const LENGTH_IN_2_BYTES = 126
const LENGTH_IN_8_BYTES = 127

/** A server does not mask, and our messages are never split. */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text)
  const header = headerOf(length)
  const frame = Buffer.allocUnsafe(header.byteLength + length)
  header.copy(frame)
  frame.write(text, header.byteLength, 'utf8')
  return frame
}

function headerOf(length: number): Buffer {
  if (length < LENGTH_IN_2_BYTES) return Buffer.from([FINAL_TEXT, length])
  if (length < 0x1_0000) return Buffer.from([FINAL_TEXT, LENGTH_IN_2_BYTES, length >> 8, length & 0xff])
  const header = Buffer.alloc(10)
  header[0] = FINAL_TEXT
  header[1] = LENGTH_IN_8_BYTES
  header.writeBigUInt64BE(BigInt(length), 2)
  return header
}
