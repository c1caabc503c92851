import { randomInt } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** No letters or digits that look alike on a projector: 10 of 31 is 49 bits. */
export function newPassword(): string {
  const alphabet = '23456789abcdefghjkmnpqrstuvwxyz'
  return Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]).join('')
}

/** What is kept in the data folder under this name. */
export function readPassword(dataDir: string, name: string): string | undefined {
  const file = join(dataDir, name)
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
}

/** Keeps a password where only its owner reads (0600). */
export function keepPassword(dataDir: string, name: string, password: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o711 })
  writeFileSync(join(dataDir, name), `${password}\n`, { mode: 0o600 })
}

/** Told and written down: nothing of it stays here. */
export function forgetPassword(dataDir: string, name: string): void {
  rmSync(join(dataDir, name), { force: true })
}
