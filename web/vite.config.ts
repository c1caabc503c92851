import { defineConfig } from 'vite'

/** The oldest engines that open the pages: WebViews inside WeChat on older phones. */
const ENGINES = ['chrome87', 'safari14']

export default defineConfig({
  root: import.meta.dirname,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: ENGINES,
    // The budget of the order page is read from the manifest.
    manifest: true,
    modulePreload: { polyfill: false },
    // A picture in a style sheet would be a data: address, which the content policy refuses.
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:4000' } },
})
