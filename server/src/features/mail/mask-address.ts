/** An address as management reads it: enough to know whose it is, too little to write to. `zhao.xl@example.com` is `z***@example.com`. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, 1)}***${address.slice(at)}`
}
