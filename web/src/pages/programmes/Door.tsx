import { useSignal } from '@preact/signals'
import { TextField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { t } from '../../text/programmes.ts'
import type { RunModel } from './model.ts'

/** A code is typed or scanned; what became of it stands there until the next. */
export function Door({ model }: { readonly model: RunModel }) {
  const code = useSignal('')
  const said = useSignal('')
  const failing = useSignal<Failing | null>(null)
  const send = async (): Promise<void> => {
    if (code.value.trim() === '') return
    const reply = await model.note({ code: code.value.trim() })
    if ('name' in reply) {
      failing.value = null
      said.value = reply.again
        ? t('notedAgain', { name: reply.name })
        : t('noted', { name: reply.name, people: reply.people })
      code.value = ''
    } else {
      said.value = ''
      failing.value = reply
    }
  }
  return (
    <section class="card stack-s screen-only" aria-labelledby="run-door">
      <h2 id="run-door">{t('door')}</h2>
      {failing.value && <Failure failing={failing.value} />}
      <form
        class="row run-line"
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <TextField
          label={t('code')}
          numeric
          maxLength={40}
          value={code.value}
          onInput={(value) => (code.value = value)}
        />
        <Button look="primary" type="submit">
          {t('note')}
        </Button>
      </form>
      <p role="status">{said.value}</p>
    </section>
  )
}
