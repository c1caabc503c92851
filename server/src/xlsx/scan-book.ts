import { strFromU8, unzipSync } from 'fflate'

/** Why a file is not read at all, before anything in it is believed. Keys are of the `faults` dictionary. */
export interface BookFault {
  readonly key: 'not-xlsx' | 'xlsx-too-large' | 'xlsx-no-sheet' | 'xlsx-merged' | 'xlsx-formula' | 'xlsx-too-many-rows'
  readonly params: Readonly<Record<string, string | number>>
}

/** One sheet of a book, as its parts say. */
export interface ScannedSheet {
  readonly name: string
  readonly rows: number
  /** Ranges such as `A1:C1`, as the sheet names them. */
  readonly merged: readonly string[]
  /** Cells such as `B7` that hold a formula. */
  readonly formulas: readonly string[]
}

/** What a book may unfold to: a file of 200 kB can be 200 MB of zeros. */
const MOST_BYTES = 48 * 1024 * 1024
const MOST_PARTS = 400

/**
 * Looks into a book without building its cells: which sheets there are, how many rows, which cells are merged or calculated. Sizes come from
 * the archive's directory and are enforced while unfolding.
 */
export function scanBook(bytes: Uint8Array): readonly ScannedSheet[] | BookFault {
  const unfolded = unfold(bytes)
  if ('key' in unfolded) return unfolded
  const { parts } = unfolded
  const text = (name: string) => (parts[name] ? strFromU8(parts[name]) : '')
  const book = text('xl/workbook.xml')
  if (book === '') return { key: 'not-xlsx', params: {} }
  const targets = new Map(
    [...text('xl/_rels/workbook.xml.rels').matchAll(/<Relationship\b[^>]*>/g)].map(([tag]) => [
      attribute(tag, 'Id'),
      attribute(tag, 'Target').replace(/^\/?(xl\/)?/, 'xl/'),
    ]),
  )
  return [...book.matchAll(/<sheet\b[^>]*>/g)].map(([tag]) => {
    const xml = text(targets.get(attribute(tag, 'r:id')) ?? '')
    return {
      name: unescaped(attribute(tag, 'name')),
      rows: xml.match(/<row\b/g)?.length ?? 0,
      merged: [...xml.matchAll(/<mergeCell\b[^>]*>/g)].map(([merge]) => attribute(merge, 'ref')),
      formulas: [...xml.matchAll(/<c\b([^>]*)>\s*<f\b/g)].map(([, cell = '']) => attribute(cell, 'r')),
    }
  })
}

function unfold(bytes: Uint8Array): { readonly parts: Readonly<Record<string, Uint8Array>> } | BookFault {
  // a zip begins like this; what Excel wrote before 2007, and .csv with another name, do not
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return { key: 'not-xlsx', params: {} }
  let total = 0
  let count = 0
  const megabytes = MOST_BYTES / 1024 / 1024
  try {
    // first only the directory: nothing is unfolded that is refused by its size
    unzipSync(bytes, {
      filter: ({ originalSize }) => {
        total += originalSize
        count += 1
        return false
      },
    })
    if (total > MOST_BYTES || count > MOST_PARTS) return { key: 'xlsx-too-large', params: { megabytes } }
    const read = /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/
    return { parts: unzipSync(bytes, { filter: ({ name }) => read.test(name) }) }
  } catch {
    return { key: 'not-xlsx', params: {} }
  }
}

function attribute(tag: string, name: string): string {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
}
