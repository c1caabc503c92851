/** What may be handed in with an order. The type is what the first bytes say, never what the name says. */
export const ATTACHMENT_TYPES = ['pdf', 'jpg', 'png', 'webp', 'docx', 'xlsx'] as const
export type AttachmentType = (typeof ATTACHMENT_TYPES)[number]

/** The largest file, in bytes. */
export const MAX_ATTACHMENT_BYTES = 10 * 1024 * 1024
/** Files of one order at most. */
export const MAX_ATTACHMENTS = 10
/** The longest name that is kept, in UTF-16 units. */
export const MAX_ATTACHMENT_NAME = 120

export const MEDIA_TYPES: Readonly<Record<AttachmentType, string>> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** The type that a name claims, or null when it claims none of ours. */
export function typeInName(name: string): AttachmentType | null {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  if (ending === 'jpeg') return 'jpg'
  return ATTACHMENT_TYPES.find((type) => type === ending) ?? null
}

/**
 * A name as it is kept: without a path, control characters, marks that turn the reading direction (they can hide an ending) and what file systems
 * refuse; never longer than {@link MAX_ATTACHMENT_NAME}. The ending is that of the type.
 */
export function cleanName(name: string, type: AttachmentType): string {
  const last = name.normalize('NFC').replace(/^.*[/\\]/s, '')
  const stem = last
    .toWellFormed()
    .replace(/\.[^.]*$/, '')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"|?*%]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '')
  const room = MAX_ATTACHMENT_NAME - type.length - 1
  // not in the middle of a character
  const cut = stem.slice(0, room).replace(/[\uD800-\uDBFF]$/, '')
  return `${cut || 'file'}.${type}`
}
