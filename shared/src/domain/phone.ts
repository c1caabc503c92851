/** A phone as others read it: enough to tell two people apart, too little to call. `13812345678` is `138****5678`, `2345678` is `***5678`. */
export function maskedPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '')
  return digits.length >= 11 ? `${digits.slice(0, 3)}****${digits.slice(-4)}` : `***${digits.slice(-4)}`
}

/** The digits that make two spellings of a number the same: no spaces, hyphens, nor the code of the country. */
export function plainPhone(phone: string): string {
  return phone.replace(/^\s*(\+|00)86/, '').replace(/\D/g, '')
}
