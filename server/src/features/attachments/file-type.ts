import type { AttachmentType } from '@gongyue/shared/domain/attachment.ts'

/** What a file is by its bytes. `unpacks`: it says of itself that it unpacks to more than any document. */
export type FileType =
  | { readonly kind: 'known'; readonly type: AttachmentType }
  | { readonly kind: 'macros' | 'unpacks' | 'unknown' }

/**
 * Tells the type by the first bytes, never by the name. A document of Office is a ZIP whose table of contents names its parts: the table is read, and
 * nothing is unpacked.
 */
export function fileTypeOf(content: Buffer): FileType {
  const simple = SIGNATURES.find(({ starts }) => starts.every(([at, bytes]) => matches(content, at, bytes)))
  if (simple) return { kind: 'known', type: simple.type }
  return matches(content, 0, ZIP_ENTRY) ? officeTypeOf(content) : { kind: 'unknown' }
}

const SIGNATURES: readonly {
  readonly type: AttachmentType
  readonly starts: readonly (readonly [at: number, bytes: Buffer])[]
}[] = [
  { type: 'pdf', starts: [[0, Buffer.from('%PDF-')]] },
  { type: 'jpg', starts: [[0, Buffer.from([0xff, 0xd8, 0xff])]] },
  { type: 'png', starts: [[0, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])]] },
  {
    type: 'webp',
    starts: [
      [0, Buffer.from('RIFF')],
      [8, Buffer.from('WEBP')],
    ],
  },
]

const ZIP_ENTRY = Buffer.from('PK\u0003\u0004')
const ZIP_LISTED = Buffer.from('PK\u0001\u0002')
const ZIP_END = Buffer.from('PK\u0005\u0006')
/** Parts of a document at most; real ones have tens. */
const MAX_PARTS = 5000
/** What a document may say that it unpacks to, in bytes: the desk opens it on an old computer. */
const MAX_UNPACKED = 256 * 1024 * 1024

function matches(content: Buffer, at: number, bytes: Buffer): boolean {
  return content.subarray(at, at + bytes.length).equals(bytes)
}

function officeTypeOf(content: Buffer): FileType {
  const listed = partsOf(content)
  if (listed === null) return { kind: 'unknown' }
  if (listed.unpacked > MAX_UNPACKED) return { kind: 'unpacks' }
  const names = new Set(listed.names)
  if (!names.has('[Content_Types].xml')) return { kind: 'unknown' }
  if (listed.names.some((name) => /vbaProject/i.test(name))) return { kind: 'macros' }
  const word = names.has('word/document.xml')
  const sheet = names.has('xl/workbook.xml')
  if (word === sheet) return { kind: 'unknown' }
  return { kind: 'known', type: word ? 'docx' : 'xlsx' }
}

/** The table of contents at the end of a ZIP (APPNOTE 4.3.12), or null when there is none that can be read. */
function partsOf(content: Buffer): { readonly names: readonly string[]; readonly unpacked: number } | null {
  const end = content.lastIndexOf(ZIP_END)
  if (end < 0 || end + 22 > content.length) return null
  const count = content.readUInt16LE(end + 10)
  let at = content.readUInt32LE(end + 16)
  if (count > MAX_PARTS) return { names: [], unpacked: Infinity }
  const names: string[] = []
  let unpacked = 0
  for (let part = 0; part < count; part += 1) {
    if (at + 46 > content.length || !matches(content, at, ZIP_LISTED)) return null
    const nameLength = content.readUInt16LE(at + 28)
    unpacked += content.readUInt32LE(at + 24)
    names.push(content.toString('utf8', at + 46, at + 46 + nameLength))
    at += 46 + nameLength + content.readUInt16LE(at + 30) + content.readUInt16LE(at + 32)
  }
  return { names, unpacked }
}
