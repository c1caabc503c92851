import { hash, verify } from '@node-rs/argon2'

/** argon2id with the library's own costs (19 MiB, two passes), which follow OWASP's password storage sheet. */
export async function hashPassword(password: string): Promise<string> {
  return await hash(password)
}

/**
 * Whether a password fits. An account that is not there costs as much time as one that is, so that nobody can find out
 * user names with a stopwatch.
 */
export async function passwordFits(password: string, passwordHash: string | null): Promise<boolean> {
  const fits = await verify(passwordHash ?? (await nobodysHash()), password)
  return fits && passwordHash !== null
}

/** Made once by the same costs as the real ones. */
function nobodysHash(): Promise<string> {
  return (nobody ??= hashPassword('nobody has this account'))
}

let nobody: Promise<string> | undefined
