import { defineConfig, type Plugin } from 'vite'

/** The oldest engines that open the pages: WebViews inside WeChat on older phones. */
const ENGINES = ['chrome87', 'safari14']

/**
 * What every page needs goes into one file: compressed together it is a tenth smaller than in three. Of the domain only words: other files of it bring
 * luxon, which the board's own check uses.
 */
const CORE =
  /(?<!fullcalendar\/)node_modules\/(preact|@preact\/signals(-core)?)\/|web\/src\/(app\/(?!SettingsDialog|spaces|office-|branch-|further-|older-engines|NotFound)|api\/(?!upload|more-routes|live|event-stream|follow-orders|bundled|cursor-order))|web\/src\/text\/(shell|problems|dictionary|locale|when|booking)|web\/src\/components\/(Button|Choice|Failure|Icon|Notice|Spinner|Toasts)|shared\/src\/(domain\/(role|names|order)\.|i18n\/say)/

/** What pages share of verdicts and states: needed once there is an answer, so not in the first picture. */
const ANSWERS =
  /web\/src\/check-in\/picture-of|shared\/src\/domain\/check-in-code|web\/src\/components\/(AlternativeList|ViolationList|CheckInCode|RouteChip|StateChip|Chip\.)|web\/src\/text\/(sentences|states)|shared\/src\/i18n/

export default defineConfig({
  root: import.meta.dirname,
  plugins: [leanIcons()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: ENGINES,
    // The budget of the order page is read from the manifest.
    manifest: true,
    modulePreload: { polyfill: false },
    // A picture in a style sheet would be a data: address, which the content policy refuses.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'core', test: CORE, priority: 2 },
            { name: 'answers', test: ANSWERS, priority: 1 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
})

/** Icons arrive with comments, classes and line breaks: half of their weight, for nobody. */
function leanIcons(): Plugin {
  return {
    name: 'lean-icons',
    enforce: 'pre',
    transform: {
      filter: { id: /lucide-static\/icons\/.*\?raw$/ },
      handler: (code) => ({
        code: code
          .replace(/<!--.*?-->\\n/, '')
          .replace(/\\n\s*class=\\"[^"]*\\"/, '')
          .replace(/\\n\s*(\/?>)?/g, (_, close: string | undefined) => close ?? ' '),
        map: { mappings: '' },
      }),
    },
  }
}
