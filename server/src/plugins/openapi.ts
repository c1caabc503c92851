import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { API } from './contracts.ts'
import { openApiDocument } from './openapi-document.ts'

/** The contracts as OpenAPI 3.1, for programs at `/api/v1/openapi.json` and for people at `/docs`. */
export const openApi = fastifyPlugin(
  async (app: FastifyInstance) => {
    const document = openApiDocument()
    const text = JSON.stringify(document)
    app.get(`${API}/openapi.json`, (_request, reply) => {
      void reply.type('application/json; charset=utf-8').header('cache-control', 'no-cache').send(text)
    })
    await app.register(swagger, { mode: 'static', specification: { document: document as never } })
    await app.register(swaggerUi, {
      routePrefix: '/docs',
      uiConfig: { deepLinking: true, displayRequestDuration: true, tryItOutEnabled: false },
      // The validator's badge would be fetched from outside.
      transformStaticCSP: () => EXPLORER_POLICY,
      staticCSP: true,
    })
  },
  { name: 'openapi', dependencies: ['contracts'] },
)

/** The explorer writes styles into its page as it runs; scripts are its own files only. */
const EXPLORER_POLICY =
  "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'"
