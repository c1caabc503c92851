import { randomFillSync } from 'node:crypto'

/** Makes ids of this process. */
export type NewId = () => string

/**
 * UUIDv7 (RFC 9562) in rising order: 48 bits of milliseconds, a 12-bit counter within one millisecond (method 1), 62 random
 * bits. When the clock stands still or goes back the counter runs on, and borrows the next millisecond when it is full.
 */
export function idMaker(clock: () => number): NewId {
  const random = Buffer.alloc(8 * 512)
  let used = random.length
  let last = -1
  let counter = 0
  return () => {
    const now = clock()
    if (now > last) {
      last = now
      counter = 0
    } else if (counter === 0xfff) {
      last += 1
      counter = 0
    } else counter += 1
    if (used === random.length) {
      randomFillSync(random)
      used = 0
    }
    const bits = random.toString('hex', used, used + 8)
    used += 8
    const at = last.toString(16).padStart(12, '0')
    const variant = '89ab'[Number.parseInt(bits[0] ?? '0', 16) & 3] ?? '8'
    return `${at.slice(0, 8)}-${at.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${variant}${bits.slice(1, 4)}-${bits.slice(4)}`
  }
}
