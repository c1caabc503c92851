import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import type { FastifyInstance } from 'fastify'
import fastifyPlugin from 'fastify-plugin'

/** Packs replies for phones on a weak signal; small ones would only cost time. */
export const compression = fastifyPlugin(
  async (app: FastifyInstance) => {
    await app.register(compress, {
      threshold: 1024,
      encodings: ['br', 'gzip'],
      // The default of brotli is for packing once and reading often: fifty times slower, a few percent smaller.
      brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
      globalDecompression: false,
    })
  },
  { name: 'compression' },
)
