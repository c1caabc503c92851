import { session } from '../../app/session.ts'
import { spaceName } from '../../app/spaces.ts'
import { Field } from '../../components/Field.tsx'
import { ViolationList } from '../../components/ViolationList.tsx'
import { obstaclesOf } from '../../decisions/waivers.ts'
import { CheckState } from '../../series/CheckState.tsx'
import { DateList } from '../../series/DateList.tsx'
import { askedCounts, askedLook } from '../../series/date-words.ts'
import { t } from '../../text/series.ts'
import type { NewSeriesModel } from './new-model.ts'

/** What would become of every date, and which rules the reader could set aside. */
export function Preview({ model }: { readonly model: NewSeriesModel }) {
  const preview = model.preview.value
  const { spaceId } = model.form.value
  return (
    <>
      <CheckState check={model.check} />
      {!preview && model.check.state.value.kind === 'idle' && <p class="faint">{t('checkHint')}</p>}
      {preview && (
        <>
          <p class="series-counts" role="status">
            {askedCounts(preview.dates)}
          </p>
          <Waivers model={model} />
          <DateList dates={preview.dates} lookOf={askedLook} spaceName={spaceName} spaceId={spaceId} />
        </>
      )}
    </>
  )
}

/** A term reaches further than a room's calendar is open: staff set that aside, with a reason, for all dates together. */
function Waivers({ model }: { readonly model: NewSeriesModel }) {
  const dates = model.preview.value?.dates ?? []
  const { waivers } = model.form.value
  const obstacles = obstaclesOf(
    dates.flatMap(({ violations }) => violations),
    session.value?.roles ?? [],
  ).filter(({ waivable }) => waivable)
  const open = obstacles.map(({ violation }) => violation.constraint)
  // A rule that is set aside is no longer broken: its reason still stands in the form.
  const set = Object.keys(waivers).filter((constraint) => !open.includes(constraint) && waivers[constraint] !== '')
  if (obstacles.length === 0 && set.length === 0) return null
  const put = (constraint: string, reason: string): void =>
    model.type({ waivers: { ...waivers, [constraint]: reason } })
  return (
    <section class="stack-s" aria-labelledby="series-waive">
      <h3 id="series-waive">{t('waive')}</h3>
      <p class="small faint">{t('waiveHint')}</p>
      <ul class="series-waivers">
        {obstacles.map(({ violation }) => (
          <li key={violation.constraint} class="stack-s">
            <ViolationList violations={[violation]} />
            <p class="small faint">
              {t('waiveDates', {
                count: dates.filter(({ violations }) =>
                  violations.some(({ constraint }) => constraint === violation.constraint),
                ).length,
              })}
            </p>
            <Reason
              value={waivers[violation.constraint] ?? ''}
              onChange={(reason) => put(violation.constraint, reason)}
            />
          </li>
        ))}
        {set.map((constraint) => (
          <li key={constraint}>
            <Reason value={waivers[constraint] ?? ''} onChange={(reason) => put(constraint, reason)} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Reason({ value, onChange }: { readonly value: string; readonly onChange: (reason: string) => void }) {
  return (
    <Field label={t('waiveReason')}>
      {(control) => (
        <input
          {...control}
          class="input"
          maxLength={500}
          value={value}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}
