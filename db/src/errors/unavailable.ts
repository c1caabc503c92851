/** The database could not answer; nothing was kept, and another try may do better. */
export interface Unavailable {
  readonly kind: 'unavailable'
  readonly why: 'no-connection' | 'too-slow' | 'contended' | 'read-only'
}

/**
 * Whether the database was away, slow or fought over.
 *
 * @returns null when the error says something else
 */
export function unavailable(error: unknown): Unavailable | null {
  if (!(error instanceof Error)) return null
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (code === '40001' || code === '40P01' || code === '55P03') return { kind: 'unavailable', why: 'contended' }
  if (code === '57014' || code === '25P03') return { kind: 'unavailable', why: 'too-slow' }
  if (code === '25006') return { kind: 'unavailable', why: 'read-only' }
  const lost =
    LOST.has(code) ||
    code.startsWith('08') ||
    code.startsWith('57P') ||
    code.startsWith('53') ||
    DRIVER_LOST.test(error.message)
  return lost ? { kind: 'unavailable', why: 'no-connection' } : null
}

const LOST: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
])

/** The driver's own errors carry no code. */
const DRIVER_LOST =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/
