import { useSignal } from '@preact/signals'
import type { EntryWire } from '@gongyue/shared/api/competitions.ts'
import type { ProgrammeWire } from '@gongyue/shared/api/programmes.ts'
import { spaceName } from '../../app/spaces.ts'
import { TextField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { toast } from '../../components/Toasts.tsx'
import { t } from '../../text/programmes.ts'
import { spanLabel } from '../../text/when.ts'
import type { RunModel } from './model.ts'
import { bestOf, readScore } from './read-lines.ts'

interface EntryTableProps {
  readonly model: RunModel
  readonly stage: ProgrammeWire['stages'][number]
  readonly entries: readonly EntryWire[]
}

/** Who stands in a stage, with slot and score; scores are typed in the rows and saved together. */
export function EntryTable({ model, stage, entries }: EntryTableProps) {
  const typed = useSignal<ReadonlyMap<string, string>>(new Map())
  const best = useSignal('')
  const failing = useSignal<Failing | null>(null)
  const isOver = stage.state === 'concluded'
  const standing = entries.filter(({ state, stageId }) => state === 'entered' && stageId === stage.id)
  const wrong = [...typed.value.values()].some((text) => readScore(text) === 'wrong')
  const save = async (): Promise<void> => {
    const results = [...typed.value].flatMap(([entryId, text]) => {
      const score = readScore(text)
      if (score === 'none' || score === 'wrong') return []
      return [{ entryId, score: score === 'absent' ? null : score, absent: score === 'absent' }]
    })
    if (wrong || results.length === 0) return
    const reply = await model.results(stage.id, results)
    failing.value = typeof reply === 'number' ? null : reply
    if (typeof reply !== 'number') return
    typed.value = new Map()
    toast(t('resultsSaved', { count: reply }))
  }
  const conclude = async (): Promise<void> => {
    const count = /^\d{1,4}$/.test(best.value.trim()) ? Number(best.value) : 0
    const chosen = bestOf(
      standing.map(({ id, result }) => ({ id, score: result?.score ?? null })),
      count,
    )
    const reply = await model.conclude(stage.id, chosen)
    failing.value = 'advanced' in reply ? null : reply
    if ('advanced' in reply) toast(t('concluded', { advanced: reply.advanced, out: reply.out }))
  }
  return (
    <div class="stack-s screen-only">
      {failing.value && <Failure failing={failing.value} />}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keys */}
      <div class="class-scroll run-entries" role="region" aria-label={stage.name} tabIndex={0}>
        <table class="class-table cards">
          <thead>
            <tr>
              <th>{t('number')}</th>
              <th>{t('contact')}</th>
              <th>{t('piece')}</th>
              <th>{t('group')}</th>
              <th>{t('party')}</th>
              <th>{t('slot')}</th>
              <th>{t('score')}</th>
              <th>{t('outcome')}</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((one) => (
              <tr key={one.id} class={one.state === 'entered' ? undefined : 'gone'}>
                <th scope="row">{one.number}</th>
                <td>{[one.name, ...one.members].join('、')}</td>
                <td>{one.title}</td>
                <td>{one.group}</td>
                <td>{one.partyName}</td>
                <td>{one.slot && `${spanLabel(one.slot.start, one.slot.end)} ${spaceName(one.slot.spaceId)}`}</td>
                <td>
                  {isOver || !standing.includes(one) ? (
                    (one.result?.score ?? '')
                  ) : (
                    <input
                      class="input run-score"
                      inputMode="decimal"
                      maxLength={8}
                      aria-label={`${t('score')} ${one.number}`}
                      value={typed.value.get(one.id) ?? String(one.result?.score ?? '')}
                      onInput={(event) => (typed.value = new Map(typed.value).set(one.id, event.currentTarget.value))}
                    />
                  )}
                </td>
                <td>
                  {one.result
                    ? [one.result.rank, t(`outcome-${one.result.outcome}`)].filter(Boolean).join(' · ')
                    : t(`entry-${one.state}`)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!isOver && (
        <div class="row run-line">
          <Button look="primary" onClick={() => void save()}>
            {t('saveResults')}
          </Button>
          {wrong && <span class="small">{t('scoreWrong')}</span>}
          {stage.state === 'closed' && (
            <>
              <TextField
                label={t('best')}
                numeric
                maxLength={4}
                value={best.value}
                onInput={(value) => (best.value = value)}
              />
              <Button onClick={() => void conclude()}>{t('conclude')}</Button>
            </>
          )}
        </div>
      )}
    </div>
  )
}
