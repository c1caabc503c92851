import { useEffect, useMemo } from 'preact/hooks'
import type { PlanWire } from '@gongyue/shared/api/repairs.ts'
import { spaceName } from '../../app/spaces.ts'
import { Button } from '../../components/Button.tsx'
import { Chip } from '../../components/Chip.tsx'
import { Failure } from '../../components/Failure.tsx'
import { iconAccepted, iconPeople, iconWarning } from '../../components/icons.ts'
import { Notice } from '../../components/Notice.tsx'
import { ChangeItem } from '../../repairs/ChangeItem.tsx'
import { createDraftsModel } from '../../repairs/drafts.ts'
import { factsOf, planKey } from '../../repairs/facts.ts'
import type { GroupRow, GroupsModel, Progress } from '../../repairs/groups.ts'
import { Letters } from '../../repairs/Letters.tsx'
import '../../repairs/repairs.css'
import { t } from '../../text/closures.ts'
import { strategyName, t as words, tallyText } from '../../text/repairs.ts'
import { spanLabel } from '../../text/when.ts'

/** A declared closure, settled group by group: each chooses its plan, all are applied in one go. */
export function GroupsPanel({ groups }: { readonly groups: GroupsModel }) {
  const rows = groups.rows.value
  const applied = rows.filter(({ repair }) => repair?.state === 'applied')
  const ready = groups.ready.value
  const told = groups.progress.value
    ? ''
    : applied.flatMap(({ repair }) => (repair?.applied?.drafts ? repair.id : [])).join(' ')
  return (
    <section class="stack" aria-label={t('groupsTitle')}>
      <div>
        <h2>{t('groupsTitle')}</h2>
        <p class="small faint">{t('groupsHint')}</p>
      </div>
      {groups.progress.value && <ProgressBar progress={groups.progress.value} onStop={groups.stop} />}
      {applied.length === rows.length && (
        <Notice tone="good" loud>
          <p>{t('allDone')}</p>
        </Notice>
      )}
      <ul class="stack-s">
        {rows.map((row) => (
          <li key={row.key} class="card stack-s">
            <Group row={row} onChoose={(plan) => groups.choose(row.key, plan)} />
          </li>
        ))}
      </ul>
      {ready > 0 && !groups.progress.value && (
        <div class="closure-buttons groups-bar">
          <Button look="primary" onClick={() => void groups.applyAll()}>
            {t('applyAll', { count: ready })}
          </Button>
        </div>
      )}
      {told !== '' && <AllLetters key={told} repairIds={told.split(' ')} />}
    </section>
  )
}

/** The messages of all groups that were applied, under one head. */
function AllLetters({ repairIds }: { readonly repairIds: readonly string[] }) {
  const model = useMemo(() => createDraftsModel(repairIds), [])
  useEffect(() => void model.load(), [model])
  return <Letters model={model} />
}

function ProgressBar({ progress, onStop }: { readonly progress: Progress; readonly onStop: () => void }) {
  const { what, done, total } = progress
  const text = what === 'applying' ? t('groupsApplying', { done, total }) : t('groupsProgress', { done, total })
  return (
    <div class="card groups-progress">
      <p role="status">{text}</p>
      <progress aria-label={text} max={total} value={done} />
      <Button onClick={onStop}>{t('stop')}</Button>
    </div>
  )
}

function Group({ row, onChoose }: { readonly row: GroupRow; readonly onChoose: (plan: number | null) => void }) {
  const { title, partyName, people, reservationIds, repair, plan, failing, changed } = row
  const chosen = plan === null ? null : repair?.plans[plan]
  const isApplied = repair?.state === 'applied'
  return (
    <>
      <header class="letter-head">
        <h3>{title}</h3>
        <span class="small faint">{t('groupOf', { party: partyName, count: reservationIds.length, people })}</span>
        {isApplied && (
          <Chip tone="good" icon={iconAccepted}>
            {t('groupApplied')}
          </Chip>
        )}
        {changed && (
          <Chip tone="warn" icon={iconWarning}>
            {t('groupChanged')}
          </Chip>
        )}
      </header>
      {failing && <Failure failing={failing} />}
      {!repair && !failing && <p class="small faint">{t('groupWaiting')}</p>}
      {repair?.state === 'open' && repair.plans.length === 0 && <p>{t('groupNone')}</p>}
      {repair?.state === 'open' && repair.plans.length > 0 && (
        <fieldset class="group-plans">
          <legend class="unseen">{title}</legend>
          {repair.plans.map((one, index) => (
            <label key={planKey(one)} class={`group-plan${plan === index ? ' chosen' : ''}`}>
              <input type="radio" name={row.key} checked={plan === index} onChange={() => onChoose(index)} />
              <span>
                <strong>{strategyName(one.strategy)}</strong>{' '}
                <span class="small">
                  {tallyText(one.changes)} · {words('people', { count: factsOf(one).people })}
                  {targetText(one)}
                </span>
              </span>
              {factsOf(one).consents > 0 && (
                <Chip tone="warn" icon={iconPeople}>
                  {words('consentChip')}
                </Chip>
              )}
            </label>
          ))}
          <label class={`group-plan${plan === null ? ' chosen' : ''}`}>
            <input type="radio" name={row.key} checked={plan === null} onChange={() => onChoose(null)} />
            <span>{t('skipGroup')}</span>
          </label>
        </fieldset>
      )}
      {chosen && (
        <ol class="changes wide">
          {chosen.changes.map((change) => (
            <ChangeItem key={`${change.reservationId} ${change.kind} ${change.to?.start}`} change={change} />
          ))}
        </ol>
      )}
    </>
  )
}

/** Where a single booking goes, so that two plans of one name are told apart. */
function targetText({ changes }: PlanWire): string {
  const to = changes.length === 1 ? changes[0]?.to : null
  return to ? ` → ${spanLabel(to.start, to.end)} ${spaceName(to.spaceId)}` : ''
}
