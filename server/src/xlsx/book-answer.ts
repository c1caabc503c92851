import { MEDIA_TYPES } from '@gongyue/shared/domain/attachment.ts'

/** The answer that is a spreadsheet, to be kept under a name people can read. */
export function bookAnswer(bytes: Uint8Array, name: string) {
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return {
    status: 200,
    body: Buffer.from(bytes),
    headers: {
      'content-type': MEDIA_TYPES.xlsx,
      'content-disposition': `attachment; filename="table.xlsx"; filename*=UTF-8''${encoded}.xlsx`,
    },
  } as const
}
