import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { session } from '../../app/session.ts'
import { SelectField, TextField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { iconRemove } from '../../components/icons.ts'
import { Notice } from '../../components/Notice.tsx'
import { RoomConditions } from './RoomConditions.tsx'
import { ViolationList } from '../../components/ViolationList.tsx'
import { t } from '../../text/services.ts'
import { clockOf, dayLabel, dayOf, spanLabel } from '../../text/when.ts'
import type { MenuModel } from './model.ts'

/** What is wanted, what the house would say to it, and the sending of it in one piece. */
export function Basket({ model }: { readonly model: MenuModel }) {
  const failing = useSignal<Failing | null>(null)
  const busy = useSignal(false)
  const parties = session.value?.parties ?? []
  useEffect(() => {
    if (model.head.value.partyId === '' && parties[0]) model.setHead({ partyId: parties[0].id })
  }, [parties.length])
  const send = async (): Promise<void> => {
    busy.value = true
    failing.value = await model.send()
    busy.value = false
  }
  const lines = model.basket.value
  const placed = model.placed.value
  const verdict = model.verdict.value
  const refusal = failing.value?.kind === 'problem' ? failing.value.problem : null
  const violations = refusal?.violations ?? (verdict?.verdict === 'refused' ? verdict.violations : [])
  const dates = refusal?.dates ?? verdict?.dates ?? []
  const { title, headcount, partyId } = model.head.value
  return (
    <section class="card stack-s menu-basket" aria-labelledby="menu-basket">
      <h2 id="menu-basket">{t('basket')}</h2>
      {placed && (
        <Notice tone="good" loud>
          <p>
            {t('placed', { reference: placed.reference })} <a href={`/orders/${placed.id}`}>{t('placedOpen')}</a>
          </p>
        </Notice>
      )}
      {lines.length === 0 && <p class="small faint">{t('basketEmpty')}</p>}
      <ul class="stack-s">
        {lines.map(({ key, title: name, line }) => (
          <li key={key} class="menu-line">
            <div>
              <p>
                <strong>{name}</strong>
              </p>
              <p class="small">
                {'end' in line
                  ? spanLabel(line.start, line.end)
                  : `${dayLabel(dayOf(line.start))} ${clockOf(line.start)}`}
              </p>
            </div>
            <Button
              look="plain"
              icon={iconRemove}
              aria-label={t('removeOf', { title: name })}
              onClick={() => {
                failing.value = null
                model.remove(key)
              }}
            >
              {t('remove')}
            </Button>
          </li>
        ))}
      </ul>
      {lines.length > 0 && (
        <>
          <TextField label={t('orderTitle')} value={title} onInput={(value) => model.setHead({ title: value })} />
          <div class="form-pair">
            <TextField
              label={t('headcount')}
              numeric
              value={headcount}
              onInput={(value) => model.setHead({ headcount: value })}
            />
            {parties.length > 1 && (
              <SelectField
                label={t('party')}
                value={partyId}
                onChoose={(id) => {
                  model.setHead({ partyId: id })
                  void model.check()
                }}
                options={parties.map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
          </div>
          <RoomConditions model={model} />
          {verdict === null && violations.length === 0 && <p class="small faint">{t('checking')}</p>}
          {verdict?.verdict === 'fits' && failing.value === null && (
            <Notice tone="good">
              <p>{t('fits')}</p>
            </Notice>
          )}
          {violations.length > 0 && (
            <Notice tone="warn" loud>
              <ViolationList violations={violations} />
              {dates.length > 0 && <p>{t('instead')}</p>}
              <div class="row">
                {dates.map(({ line, start, end }) => (
                  <Button
                    key={`${line} ${start}`}
                    onClick={() => {
                      failing.value = null
                      model.move(line, start)
                    }}
                  >
                    {lines.length > 1
                      ? t('takeDateOf', { title: lines[line]?.title ?? '', when: spanLabel(start, end) })
                      : t('takeDate', { when: spanLabel(start, end) })}
                  </Button>
                ))}
              </div>
            </Notice>
          )}
          {failing.value && violations.length === 0 && <Failure failing={failing.value} />}
          <Button look="primary" wide busy={busy.value} onClick={() => void send()}>
            {t('place')}
          </Button>
        </>
      )}
    </section>
  )
}
