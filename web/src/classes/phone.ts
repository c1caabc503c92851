/** As the contract has it: digits, spaces and hyphens. */
export function isPhone(text: string): boolean {
  return /^[0-9+][0-9 -]{4,19}$/.test(text.trim())
}
