import type { FastifyRequest } from 'fastify'

/** An address as the log may have it: the token of a calendar is a key, and is left out. */
export function addressForLog(url: string): string {
  return url.replace(/(\/calendars\/)[^/?]+/, '$1…')
}

/** What the log says of a request. */
export function requestForLog({ method, url, ip }: FastifyRequest): Readonly<Record<string, unknown>> {
  return { method, url: addressForLog(url), remoteAddress: ip }
}
