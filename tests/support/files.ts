/** The smallest thing that is a PDF to whoever looks at its first bytes. */
export function pdf(text = ''): Buffer {
  return Buffer.from(`%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%${text}\ntrailer<</Root 1 0 R>>\n%%EOF\n`)
}

/** First bytes of pictures, with something behind them. */
export const JPG = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(40, 7)])
export const PNG = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(40, 7)])
export const WEBP = Buffer.concat([Buffer.from('RIFF\u0010\u0000\u0000\u0000WEBPVP8 '), Buffer.alloc(40, 7)])

/** A ZIP with these parts, each of one byte; `unpacked` is what each says that it unpacks to. */
export function zip(names: readonly string[], unpacked = 1): Buffer {
  const files = names.map((name) => {
    const bytes = Buffer.from(name)
    const sizes = Buffer.alloc(12)
    sizes.writeUInt32LE(1, 4)
    sizes.writeUInt32LE(unpacked, 8)
    const length = Buffer.alloc(4)
    length.writeUInt16LE(bytes.length, 0)
    const head = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(10), sizes, length, bytes])
    const listed = Buffer.concat([
      Buffer.from('PK\u0001\u0002'),
      Buffer.alloc(12),
      sizes,
      length,
      Buffer.alloc(14),
      bytes,
    ])
    return { local: Buffer.concat([head, Buffer.from('x')]), listed }
  })
  const local = Buffer.concat(files.map((file) => file.local))
  const listed = Buffer.concat(files.map((file) => file.listed))
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(names.length, 8)
  end.writeUInt16LE(names.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(local.length, 16)
  return Buffer.concat([local, listed, end])
}

export const DOCX = zip(['[Content_Types].xml', 'word/document.xml'])
export const XLSX = zip(['[Content_Types].xml', 'xl/workbook.xml'])

/** A form as a browser sends it: payload and headers. */
export function formWith(
  ...parts: readonly { readonly name?: string; readonly filename?: string; readonly content: Buffer }[]
) {
  const boundary = '----gongyue-test'
  const payload = Buffer.concat([
    ...parts.flatMap(({ name = 'file', filename, content }) => [
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${filename === undefined ? '' : `; filename="${filename}"`}\r\n` +
          `${filename === undefined ? '' : 'Content-Type: application/octet-stream\r\n'}\r\n`,
      ),
      content,
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ])
  return { payload, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } }
}
