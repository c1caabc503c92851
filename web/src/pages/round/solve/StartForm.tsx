import { useSignal } from '@preact/signals'
import type { startRun as startContract, SeasonPlanSummaryWire } from '@gongyue/shared/api/runs.ts'
import type { BodyOf } from '@gongyue/shared/api/route.ts'
import { SelectField, TextField } from '../../../classes/TextField.tsx'
import { Button } from '../../../components/Button.tsx'
import { Choice } from '../../../components/Choice.tsx'
import { Field } from '../../../components/Field.tsx'
import { iconRun } from '../../../components/icons.ts'
import { t } from '../../../text/round-solve.ts'

export type RunDraft = BodyOf<typeof startContract>

interface StartFormProps {
  readonly plans: readonly SeasonPlanSummaryWire[]
  /** What is published: the next run stays near it unless told otherwise. */
  readonly publishedId: string | null
  readonly busy: boolean
  readonly onStart: (draft: RunDraft) => void
}

const SECONDS = ['10', '60', '300', '900'] as const

/** What a change costs, in hundredths of a middling wish, from "whatever" to "hardly any". */
export const PRICES = [0, 10, 50, 200, 2000] as const
const PRICE_WORDS = ['price-0', 'price-1', 'price-2', 'price-3', 'price-4'] as const

/** How long to solve, and around what. */
export function StartForm({ plans, publishedId, busy, onStart }: StartFormProps) {
  const seconds = useSignal<(typeof SECONDS)[number]>('60')
  const seed = useSignal('')
  const base = useSignal(publishedId ?? '')
  const price = useSignal(publishedId === null ? 2 : 3)
  const wrongSeed = seed.value !== '' && !(/^\d{1,10}$/.test(seed.value) && Number(seed.value) <= 2_147_483_647)
  const start = (): void => {
    if (wrongSeed) return
    onStart({
      seconds: Number(seconds.value),
      ...(seed.value === '' ? {} : { seed: Number(seed.value) }),
      ...(base.value === '' ? {} : { basePlanId: base.value, price: PRICES[price.value] ?? 0 }),
    })
  }
  return (
    <section class="card stack-s" aria-labelledby="solve-title">
      <h2 id="solve-title">{t('startTitle')}</h2>
      <p class="small faint">{t('startHint')}</p>
      <div class="solve-fields">
        <Choice
          legend={t('seconds')}
          value={seconds.value}
          onChoose={(value) => (seconds.value = value)}
          options={SECONDS.map((value) => ({ value, label: t(`seconds-${value}`) }))}
        />
        {plans.length > 0 && (
          <SelectField
            label={t('around')}
            hint={base.value === '' ? undefined : t('aroundHint')}
            value={base.value}
            onChoose={(value) => (base.value = value)}
            options={[
              { value: '', label: t('aroundNone') },
              ...plans.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )}
        {base.value !== '' && (
          <Field label={t('price')} hint={t(PRICE_WORDS[price.value] ?? 'price-2')}>
            {(control) => (
              <input
                {...control}
                type="range"
                class="slider"
                min={0}
                max={4}
                step={1}
                value={price.value}
                aria-valuetext={t(PRICE_WORDS[price.value] ?? 'price-2')}
                onInput={(event) => (price.value = Number(event.currentTarget.value))}
              />
            )}
          </Field>
        )}
      </div>
      <details>
        <summary>{t('advanced')}</summary>
        <TextField
          label={t('seed')}
          hint={t('seedHint')}
          fault={wrongSeed && t('seedWrong')}
          numeric
          maxLength={10}
          value={seed.value}
          onInput={(text) => (seed.value = text.trim())}
        />
      </details>
      <div class="row">
        <Button look="primary" icon={iconRun} busy={busy} onClick={start}>
          {t('start')}
        </Button>
      </div>
    </section>
  )
}
