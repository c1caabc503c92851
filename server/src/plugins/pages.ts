import { existsSync } from 'node:fs'
import { join } from 'node:path'
import helmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { notFound, sendProblem } from './problems.ts'

/**
 * The built pages and everything that no route answers. A context of its own: the headers that guard pages cost the API
 * nothing.
 */
export async function pages(app: FastifyInstance): Promise<void> {
  const { webRoot, cookieSecure } = app.config
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: POLICY },
    // Many palaces run plain HTTP in their own network; a browser told otherwise would not find them again.
    strictTransportSecurity: cookieSecure,
    crossOriginOpenerPolicy: cookieSecure ? { policy: 'same-origin' } : false,
    originAgentCluster: cookieSecure,
  })

  const start = webRoot === null ? null : join(webRoot, 'index.html')
  if (webRoot === null || start === null || !existsSync(start)) {
    app.setNotFoundHandler((request, reply) => sendProblem(request, reply, notFound(request)))
    if (webRoot !== null) app.log.warn({ webRoot }, 'no pages here: build them with npm run build --workspace web')
    return
  }

  await app.register(fastifyStatic, {
    root: webRoot,
    // A route for each file: what is not there falls through to the handler below.
    wildcard: false,
    index: false,
    dotfiles: 'ignore',
    cacheControl: false,
    setHeaders: (reply, path) => {
      // Vite names these after their content.
      const immutable = path.startsWith(join(webRoot, 'assets'))
      void reply.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.setNotFoundHandler((request, reply) => {
    if (wantsPage(request)) return reply.sendFile('index.html')
    return sendProblem(request, reply, notFound(request))
  })
}

/** Own files only. Styles may be set by scripts, never written into the page's text. */
const POLICY = {
  defaultSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  objectSrc: ["'none'"],
  scriptSrcAttr: ["'none'"],
} as const

/** Addresses of pages are made in the browser; those of the API and of files are not. */
function wantsPage({ method, url, headers }: FastifyRequest): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false
  const path = url.split('?')[0] ?? url
  if (/^\/(api|docs)(\/|$)/.test(path) || /\.[^/]*$/.test(path)) return false
  return headers.accept === undefined || /text\/html|\*\/\*/.test(headers.accept)
}
