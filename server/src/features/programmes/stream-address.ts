/** An address of a stream is kept only if it is one that a page may lead to: https, with a host, without a name and password in it. */
export function streamAddress(text: string): string | null {
  if (!URL.canParse(text)) return null
  const { protocol, hostname, username, password, href } = new URL(text)
  return protocol === 'https:' && hostname.includes('.') && username === '' && password === '' ? href : null
}
