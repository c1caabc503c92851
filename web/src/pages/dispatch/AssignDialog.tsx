import { useSignal } from '@preact/signals'
import type { CrewsWire } from '@gongyue/shared/api/dispatch.ts'
import type { OutreachWire } from '@gongyue/shared/api/outreach.ts'
import type { DispatchLineWire } from '@gongyue/shared/api/service-lines.ts'
import { useEffect } from 'preact/hooks'
import { session } from '../../app/session.ts'
import { FormDialog } from '../../classes/FormDialog.tsx'
import { instantOf, localOf } from '../../classes/instants.ts'
import { TextField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { toast } from '../../components/Toasts.tsx'
import { ViolationList } from '../../components/ViolationList.tsx'
import { t } from '../../text/dispatch.ts'
import { nameIn } from '../../text/locale.ts'
import { spanLabel } from '../../text/when.ts'
import type { DispatchModel } from './model.ts'

interface AssignDialogProps {
  readonly model: DispatchModel
  readonly line: DispatchLineWire
  readonly outreach: OutreachWire
  readonly onClose: () => void
}

/** Who goes, with what, and when: suggested, chosen, and refused with every reason. */
export function AssignDialog({ model, line, outreach, onClose }: AssignDialogProps) {
  const timeZone = session.value?.facility.timeZone ?? 'UTC'
  const crews = useSignal<CrewsWire | null>(null)
  const failed = useSignal<Failing | null>(null)
  const refused = useSignal<Failing | null>(null)
  const people = useSignal<readonly string[]>(line.visit?.people.map(({ id }) => id) ?? [])
  const equipment = useSignal<readonly string[]>(line.visit?.equipment ?? [])
  const start = useSignal('')
  const reason = useSignal('')
  const load = async (): Promise<void> => {
    const reply = await model.crews(line.id)
    if (!('crews' in reply)) {
      failed.value = reply
      return
    }
    crews.value = reply
    const [best] = reply.crews
    if (line.state === 'pending' && best) {
      people.value = best.people.map(({ id }) => id)
      equipment.value = best.equipment
    }
  }
  useEffect(() => void load(), [line.id])
  const problem = refused.value?.kind === 'problem' ? refused.value.problem : null
  const violations = problem?.violations ?? []
  const mayWaive = violations.length > 0 && violations.every(({ waivableBy }) => waivableBy === 'staff')
  const found = crews.value
  return (
    <FormDialog
      title={t(line.state === 'pending' ? 'sendOf' : 'changeOf', { title: line.title })}
      save={mayWaive && reason.value.trim().length > 1 ? t('waive') : t('send')}
      onClose={onClose}
      onSave={async () => {
        const why = reason.value.trim()
        const waivers =
          mayWaive && why.length > 1 ? violations.map(({ constraint }) => ({ constraint, reason: why })) : []
        const reply = await model.assign(line, {
          ...{ people: people.value, equipment: equipment.value },
          ...(start.value !== '' && { start: instantOf(start.value, timeZone) }),
          ...(waivers.length > 0 && { waivers }),
        })
        refused.value = reply
        if (reply === null) toast(t('sent'))
        return reply === null ? null : violationsOf(reply).length > 0 ? 'stay' : reply
      }}
    >
      {failed.value && <Failure failing={failed.value} onRetry={() => void load()} />}
      {!found && !failed.value && <Spinner />}
      {violations.length > 0 && (
        <Notice tone="warn" loud>
          <ViolationList violations={violations} />
          {(problem?.dates ?? []).length > 0 && <p>{t('tryDates')}</p>}
          <div class="row">
            {(problem?.dates ?? []).map((date) => (
              <Button key={date.start} onClick={() => (start.value = localOf(date.start))}>
                {spanLabel(date.start, date.end)}
              </Button>
            ))}
          </div>
        </Notice>
      )}
      {mayWaive && (
        <TextField
          label={t('waiveReason')}
          maxLength={500}
          value={reason.value}
          onInput={(value) => (reason.value = value)}
        />
      )}
      {found && (
        <>
          <fieldset class="field">
            <legend>{t('suggested')}</legend>
            <ul class="substitutes">
              {found.crews.map((crew) => {
                const names = crew.people.map(({ name }) => name).join('、') || t('nobody')
                return (
                  <li key={crew.people.map(({ id }) => id).join()}>
                    <div>
                      <p>{names}</p>
                      {crew.violations.length > 0 && <ViolationList violations={crew.violations} />}
                    </div>
                    <Button
                      aria-label={t('useThisOf', { people: names })}
                      onClick={() => {
                        people.value = crew.people.map(({ id }) => id)
                        equipment.value = crew.equipment
                      }}
                    >
                      {t('useThis')}
                    </Button>
                  </li>
                )
              })}
            </ul>
          </fieldset>
          <fieldset class="field">
            <legend>{t('people')}</legend>
            {found.people.map(({ id, name, skills, minutesLately, violations: against }) => (
              <label key={id} class="tick">
                <input
                  type="checkbox"
                  checked={people.value.includes(id)}
                  onChange={() => (people.value = toggled(people.value, id))}
                />
                <span>
                  {name}{' '}
                  <span class="small faint">
                    {skills.join('、')} · {t('lately', { hours: Math.round(minutesLately / 60) })}
                  </span>
                  {against.length > 0 && <ViolationList violations={against} />}
                </span>
              </label>
            ))}
          </fieldset>
          {found.equipment.length > 0 && (
            <fieldset class="field">
              <legend>{t('things')}</legend>
              {outreach.equipment
                .filter(({ id }) => found.equipment.some((one) => one.id === id))
                .map(({ id, name }) => (
                  <label key={id} class="tick">
                    <input
                      type="checkbox"
                      checked={equipment.value.includes(id)}
                      onChange={() => (equipment.value = toggled(equipment.value, id))}
                    />
                    <span>
                      {nameIn(name)}{' '}
                      {!found.equipment.some((one) => one.id === id && one.free) && (
                        <span class="small faint">{t('busy')}</span>
                      )}
                    </span>
                  </label>
                ))}
            </fieldset>
          )}
        </>
      )}
      {line.spaceId === null && (
        <TextField
          label={t('start')}
          type="datetime-local"
          value={start.value}
          onInput={(value) => (start.value = value)}
        />
      )}
    </FormDialog>
  )
}

function violationsOf(failing: Failing) {
  return failing.kind === 'problem' ? (failing.problem.violations ?? []) : []
}

function toggled(ids: readonly string[], id: string): readonly string[] {
  return ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]
}
