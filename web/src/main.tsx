import { render } from 'preact'
import { App } from './app/App.tsx'
import { restoreSession } from './app/session.ts'
import { applySettings } from './app/settings.ts'
import './style/index.css'

const place = document.getElementById('app')
if (!place) throw new Error('index.html has no #app to draw into')

applySettings(document.documentElement)
void restoreSession()
render(<App />, place)
