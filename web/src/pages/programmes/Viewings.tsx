import { useSignal } from '@preact/signals'
import { session } from '../../app/session.ts'
import { FormDialog } from '../../classes/FormDialog.tsx'
import { SelectField, TextField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import { Empty } from '../../components/Empty.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { iconCalendar, iconPeople } from '../../components/icons.ts'
import { toast } from '../../components/Toasts.tsx'
import { t } from '../../text/programmes.ts'
import { dayOf, spanLabel, todayAt } from '../../text/when.ts'
import type { RunModel, RunPage } from './model.ts'
import { minuteOf } from './read-lines.ts'

interface ViewingsProps {
  readonly model: RunModel
  readonly page: RunPage
}

/** When an exhibition can be seen, and who comes. */
export function Viewings({ model, page }: ViewingsProps) {
  const { slots, viewings } = page
  const form = useSignal<'slots' | 'book' | null>(null)
  const failing = useSignal<Failing | null>(null)
  const arrive = async (viewingId: string): Promise<void> => {
    const reply = await model.note({ viewingId })
    failing.value = 'name' in reply ? null : reply
    if ('name' in reply) toast(t('noted', { name: reply.name, people: reply.people }))
  }
  const booked = viewings.filter(({ state }) => state === 'booked')
  return (
    <>
      {failing.value && <Failure failing={failing.value} />}
      <section class="stack-s" aria-labelledby="run-slots">
        <div class="classes-head">
          <h2 id="run-slots">{t('viewingSlots')}</h2>
          <Button onClick={() => (form.value = 'slots')}>{t('addSlots')}</Button>
        </div>
        {slots.length === 0 ? (
          <Empty icon={iconCalendar} title={t('noSlots')}>
            <p class="small">{t('noSlotsHint')}</p>
          </Empty>
        ) : (
          <ul class="run-slots">
            {slots.map(({ id, start, end, capacity, taken }) => (
              <li key={id}>
                <span>{spanLabel(start, end)}</span>
                <span>
                  {t('places', { taken, capacity })} · {t('left', { count: capacity - taken })}
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section class="stack-s" aria-labelledby="run-viewings">
        <div class="classes-head">
          <h2 id="run-viewings">{t('viewings')}</h2>
          {slots.length > 0 && <Button onClick={() => (form.value = 'book')}>{t('book')}</Button>}
        </div>
        {booked.length === 0 ? (
          <Empty icon={iconPeople} title={t('noViewings')}>
            <p class="small">{t('noViewingsHint')}</p>
          </Empty>
        ) : (
          <ul class="run-slots">
            {booked.map((one) => (
              <li key={one.id}>
                <span>
                  {one.name} · {t('peopleCount', { count: one.people })} · {spanLabel(one.start, one.end)}
                  {one.guide && ` · ${t('guide')} ${one.guide.name}`}
                </span>
                {one.arrivedAt === null ? (
                  <Button aria-label={`${t('came')}：${one.name}`} onClick={() => void arrive(one.id)}>
                    {t('came')}
                  </Button>
                ) : (
                  <span>{t('arrived')}</span>
                )}
              </li>
            ))}
          </ul>
        )}
      </section>
      {form.value === 'slots' && <AddSlots model={model} page={page} onClose={() => (form.value = null)} />}
      {form.value === 'book' && <BookGroup model={model} page={page} onClose={() => (form.value = null)} />}
    </>
  )
}

type FormProps = ViewingsProps & { readonly onClose: () => void }

function AddSlots({ model, page, onClose }: FormProps) {
  const { period } = page.programme
  const today = todayAt(session.value?.facility.timeZone ?? 'UTC', moment())
  const text = useSignal({
    ...{ from: period ? dayOf(period.start) : today, until: period ? dayOf(period.end) : today },
    ...{ opens: '09:00', closes: '17:00', minutes: '60', capacity: '80' },
  })
  const tried = useSignal(false)
  const { from, until, opens, closes, minutes, capacity } = text.value
  const isWhole = from !== '' && from <= until && opens < closes && isCount(minutes) && isCount(capacity)
  const field = (key: keyof typeof text.value, label: string, type?: 'date' | 'time') => (
    <TextField
      label={label}
      {...(type === undefined ? { numeric: true } : { type })}
      value={text.value[key]}
      onInput={(value) => (text.value = { ...text.value, [key]: value })}
    />
  )
  return (
    <FormDialog
      title={t('addSlots')}
      save={t('addSlots')}
      onClose={onClose}
      onSave={async () => {
        tried.value = true
        if (!isWhole) return 'stay'
        const reply = await model.addSlots({
          ...{ from, until, weekdays: [1, 2, 3, 4, 5, 6, 7], opens: minuteOf(opens), closes: minuteOf(closes) },
          ...{ minutes: Number(minutes), capacity: Number(capacity) },
        })
        if (typeof reply !== 'number') return reply
        toast(t('slotsMade', { count: reply }))
        return null
      }}
    >
      {tried.value && !isWhole && <p class="small">{t('slotsWrong')}</p>}
      <div class="form-pair">
        {field('from', t('firstDay'), 'date')}
        {field('until', t('lastDay'), 'date')}
        {field('opens', t('startAt'), 'time')}
        {field('closes', t('endAt'), 'time')}
        {field('minutes', t('minutes'))}
        {field('capacity', t('atOnce'))}
      </div>
    </FormDialog>
  )
}

function BookGroup({ model, page, onClose }: FormProps) {
  const free = page.slots.filter(({ taken, capacity }) => taken < capacity)
  const text = useSignal({ slot: free[0]?.id ?? '', name: '', phone: '', people: '20', guide: '' })
  const tried = useSignal(false)
  const { slot, name, phone, people, guide } = text.value
  const set = (part: Partial<typeof text.value>): void => void (text.value = { ...text.value, ...part })
  return (
    <FormDialog
      title={t('book')}
      onClose={onClose}
      onSave={async () => {
        tried.value = true
        if (slot === '' || name.trim() === '' || !isCount(people)) return 'stay'
        const who = { name: name.trim(), phone: phone.trim(), people: Number(people) }
        const reply = await model.book(slot, { ...who, ...(guide !== '' && { guideId: guide }) })
        if (!('id' in reply)) return reply
        toast(t('booked', { name: reply.name }))
        return null
      }}
    >
      <SelectField
        label={t('when')}
        value={slot}
        onChoose={(value) => set({ slot: value })}
        options={free.map(({ id, start, end }) => ({ value: id, label: spanLabel(start, end) }))}
      />
      <TextField
        label={t('contact')}
        fault={tried.value && name.trim() === '' && t('nameMissing')}
        maxLength={60}
        value={name}
        onInput={(value) => set({ name: value })}
      />
      <TextField
        label={t('phone')}
        type="tel"
        maxLength={20}
        value={phone}
        onInput={(value) => set({ phone: value })}
      />
      <TextField
        label={t('people')}
        fault={tried.value && !isCount(people) && t('numberWrong')}
        numeric
        value={people}
        onInput={(value) => set({ people: value })}
      />
      <SelectField
        label={t('guide')}
        value={guide}
        onChoose={(value) => set({ guide: value })}
        options={[
          { value: '', label: t('noGuide') },
          ...page.people.filter(({ active }) => active).map((one) => ({ value: one.id, label: one.name })),
        ]}
      />
    </FormDialog>
  )
}

function isCount(text: string): boolean {
  return /^[1-9]\d{0,4}$/.test(text.trim())
}

function moment(): number {
  return Date.now()
}
