import { useSignal } from '@preact/signals'
import type { ProgrammeWire } from '@gongyue/shared/api/programme.ts'
import type { Locale } from '@gongyue/shared/domain/names.ts'
import { useEffect } from 'preact/hooks'
import { call } from '../../api/call.ts'
import { readProgramme } from '../../api/more-routes.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { copyText } from '../../components/copy-text.ts'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { iconCopy } from '../../components/icons.ts'
import { Spinner } from '../../components/Spinner.tsx'
import { toast } from '../../components/Toasts.tsx'
import { FeedPanel } from '../../feeds/FeedPanel.tsx'
import { t as feeds } from '../../text/feeds.ts'
import { t } from '../../text/programme.ts'
import { clockOf } from '../../text/when.ts'
import './page.css'

type State =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failing: Failing }
  | { readonly kind: 'ready'; readonly programme: ProgrammeWire }

/** Today's public events as text for the official account, and as a calendar. */
export function ProgrammePage() {
  usePageTitle(t('title'))
  const state = useSignal<State>({ kind: 'loading' })
  const load = async (): Promise<void> => {
    state.value = { kind: 'loading' }
    const reply = await call(readProgramme, { query: {} })
    state.value = reply.kind === 'ok' ? { kind: 'ready', programme: reply.body } : { kind: 'failed', failing: reply }
  }
  useEffect(() => void load(), [])
  const now = state.value
  return (
    <div class="stack programme">
      <h1>{t('title')}</h1>
      {now.kind === 'loading' && <Spinner />}
      {now.kind === 'failed' && <Failure failing={now.failing} onRetry={() => void load()} />}
      {now.kind === 'ready' && <Text programme={now.programme} />}
      <section class="card stack">
        <h2>{feeds('programmeTitle')}</h2>
        <FeedPanel kind="programme" />
      </section>
    </div>
  )
}

function Text({ programme }: { readonly programme: ProgrammeWire }) {
  const chosen = useSignal<Locale>('zh-CN')
  const text = programme.text[chosen.value]
  return (
    <section class="card stack">
      <p>{t('hint')}</p>
      <Choice
        legend={t('language')}
        quiet
        value={chosen.value}
        onChoose={(locale) => (chosen.value = locale)}
        options={[
          { value: 'zh-CN', label: t('chinese') },
          { value: 'en', label: t('english') },
        ]}
      />
      <textarea
        class="input programme-text"
        aria-label={t('text')}
        readOnly
        rows={Math.min(24, text.split('\n').length + 1)}
        value={text}
        lang={chosen.value}
      />
      <div class="row">
        <Button
          look="primary"
          icon={iconCopy}
          onClick={() => void copyText(text).then((done) => toast(t(done ? 'copied' : 'notCopied')))}
        >
          {t('copy')}
        </Button>
        <span class="faint small">{t('count', { count: programme.items.length, time: clockOf(programme.at) })}</span>
      </div>
    </section>
  )
}
