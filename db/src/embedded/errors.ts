/** What kept the embedded PostgreSQL from running. */
export type EmbeddedErrorKind =
  | 'package-missing'
  | 'account-missing'
  | 'folder-not-writable'
  | 'folder-in-use'
  | 'disk-full'
  | 'wrong-version'
  | 'init-failed'
  | 'start-failed'

/** The embedded PostgreSQL cannot run. The message says the cause and the way out; `kind` is for the reader's own language. */
export class EmbeddedError extends Error {
  readonly kind: EmbeddedErrorKind
  /** Values a message needs: `folder`, `log`, `found`, `wanted`, `detail`. */
  readonly params: Readonly<Record<string, string>>

  constructor(kind: EmbeddedErrorKind, params: Readonly<Record<string, string>>, message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause })
    this.name = 'EmbeddedError'
    this.kind = kind
    this.params = params
  }
}

/** Runs `work` and turns the file system's refusals (EACCES, EROFS, ENOSPC …) into an {@link EmbeddedError} about `folder`. */
export async function explainFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const code = errnoOf(error)
    if (code === 'ENOSPC' || code === 'EDQUOT') throw diskFull(folder, error)
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') throw notWritable(folder, code, error)
    if (code === 'ENOTDIR' || code === 'EEXIST') throw notWritable(folder, 'a file stands in the way', error)
    throw error
  }
}

/** The disk under `folder` has no room left. */
export function diskFull(folder: string, cause?: unknown): EmbeddedError {
  return new EmbeddedError(
    'disk-full',
    { folder },
    `The disk that holds ${folder} is full. Free some space (a new database needs about 60 MB) or name a folder on another disk with --data.`,
    cause,
  )
}

/** `folder` cannot be written by this process. */
export function notWritable(folder: string, detail: string, cause?: unknown): EmbeddedError {
  return new EmbeddedError(
    'folder-not-writable',
    { folder, detail },
    `The data folder ${folder} cannot be written (${detail}). Give this account the right to it, or name another folder with --data.`,
    cause,
  )
}

/** The error code of a failed system call, or undefined. */
export function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
