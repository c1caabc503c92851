import { render } from 'preact'
import { App } from './app/App.tsx'
import { path } from './app/location.ts'
import { isScreen, pageAt, ScreenPage } from './app/pages.tsx'
import { restoreSession } from './app/session.ts'
import { applySettings } from './app/settings.ts'
import './style/index.css'

const place = document.getElementById('app')
if (!place) throw new Error('index.html has no #app to draw into')

const start = (): void => {
  applySettings(document.documentElement)
  if (isScreen(path.value)) ScreenPage.preload()
  else {
    void restoreSession()
    // The page's code travels while the server is asked who is here; a branch officer starts on the order page.
    pageAt(path.value === '/' ? '/order' : path.value).Page.preload()
  }
  render(<App />, place)
}

if ('toSorted' in Array.prototype && 'groupBy' in Map) start()
else
  void import('./app/older-engines.ts').then(({ fillIn }) => {
    fillIn()
    start()
  })
