import { hash } from 'node:crypto'

/** Whether `If-None-Match` names a tag; weak tags count, since the same facts make the same bytes. */
export function namesTag(header: string | undefined, etag: string): boolean {
  return header?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag) ?? false
}

/** The tag of an answer by what it says. */
export function tagOf(content: unknown): string {
  return `"${hash('sha256', typeof content === 'string' ? content : JSON.stringify(content), 'base64url').slice(0, 27)}"`
}
