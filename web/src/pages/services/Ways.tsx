import { useSignal } from '@preact/signals'
import type { OutreachWire } from '@gongyue/shared/api/outreach.ts'
import { may } from '../../app/session.ts'
import { TextField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import { Chip } from '../../components/Chip.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { toast } from '../../components/Toasts.tsx'
import { t } from '../../text/menu-office.ts'
import { wayBetween, type ServicesModel } from './model.ts'

/** The table of travel times: each pair once, and each district with itself. */
export function Ways({ model, outreach }: { readonly model: ServicesModel; readonly outreach: OutreachWire }) {
  const failing = useSignal<Failing | null>(null)
  const name = useSignal('')
  const { districts } = outreach
  const keep = async (from: string, to: string, text: string): Promise<void> => {
    const minutes = text.trim() === '' ? null : Number(text)
    if (minutes === wayBetween(outreach, from, to) || (minutes !== null && !(minutes >= 1 && minutes <= 600))) return
    // entered the other way round before: that row is the one to change
    const isTurned = outreach.ways.some((way) => way.from === to && way.to === from)
    failing.value = await model.setWay(isTurned ? to : from, isTurned ? from : to, minutes)
    if (failing.value === null) toast(t('saved'))
  }
  const addDistrict = async (): Promise<void> => {
    if (name.value.trim() === '') return
    failing.value = await model.addDistrict(name.value.trim())
    if (failing.value === null) name.value = ''
  }
  return (
    <section class="stack-s" aria-labelledby="services-ways">
      <h2 id="services-ways">{t('ways')}</h2>
      <p class="small faint">{districts.length === 0 ? t('districtsEmpty') : t('waysHint')}</p>
      {failing.value && <Failure failing={failing.value} />}
      {districts.length > 0 && (
        <div class="class-scroll">
          <table class="class-table ways">
            <thead>
              <tr>
                <th scope="col">{t('district')}</th>
                {districts.map(({ id, name: district }) => (
                  <th key={id} scope="col">
                    {district}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {districts.map((row, at) => (
                <tr key={row.id}>
                  <th scope="row">
                    {row.name} {row.home && <Chip tone="quiet">{t('home')}</Chip>}
                  </th>
                  {districts.map((column, over) => (
                    <td key={column.id}>
                      {over >= at ? (
                        <input
                          class="input"
                          inputMode="numeric"
                          aria-label={t('wayOf', { from: row.name, to: column.name })}
                          value={String(wayBetween(outreach, row.id, column.id) ?? '')}
                          onChange={(event) => void keep(row.id, column.id, event.currentTarget.value)}
                        />
                      ) : (
                        <span class="faint">{wayBetween(outreach, row.id, column.id) ?? '—'}</span>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {may('management') && (
        <form
          class="classes-filters"
          onSubmit={(event) => {
            event.preventDefault()
            void addDistrict()
          }}
        >
          <TextField
            label={t('addDistrict')}
            maxLength={80}
            value={name.value}
            onInput={(value) => (name.value = value)}
          />
          <Button type="submit">{t('addDistrict')}</Button>
        </form>
      )}
    </section>
  )
}
