import { useSignal } from '@preact/signals'
import type { ProgrammeSessionWire, ProgrammeWire } from '@gongyue/shared/api/programmes.ts'
import { session } from '../../app/session.ts'
import { spaceName } from '../../app/spaces.ts'
import { SelectField } from '../../classes/TextField.tsx'
import { weeklyWords } from '../../classes/weekly.ts'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { iconPrint } from '../../components/icons.ts'
import { t } from '../../text/class.ts'
import { nameIn } from '../../text/locale.ts'
import { clockSpan, dayLabel, dayOf, spanLabel } from '../../text/when.ts'
import { isHeld, withPlace, type ClassPage } from './model.ts'

/** Room for a pen. */
const BLANK = '\u00a0'

/** Who comes without being on the list writes here. */
const BLANK_LINES = 4

/** What hangs on the door and what goes round in class. */
export function Sheets({ page }: { readonly page: ClassPage }) {
  const held = page.programme.items.filter(isHeld)
  const next = held.find(({ state }) => state === 'confirmed' || state === 'in-use') ?? held.at(-1)
  const sheet = useSignal<'timetable' | 'sign-in'>('timetable')
  const chosen = useSignal(next?.reservationId ?? '')
  const one = held.find(({ reservationId }) => reservationId === chosen.value)
  return (
    <section class="stack">
      <div class="classes-head screen-only">
        <div class="classes-filters">
          <Choice
            legend={t('sheet')}
            quiet
            value={sheet.value}
            onChoose={(value) => (sheet.value = value)}
            options={[
              { value: 'timetable', label: t('printTimetable') },
              { value: 'sign-in', label: t('printSignIn') },
            ]}
          />
          {sheet.value === 'sign-in' && held.length > 0 && (
            <SelectField
              label={t('forSession')}
              value={chosen.value}
              onChoose={(id) => (chosen.value = id)}
              options={held.map(({ reservationId, number, start, end }) => ({
                value: reservationId,
                label: `${number} · ${spanLabel(start, end)}`,
              }))}
            />
          )}
        </div>
        <Button look="primary" icon={iconPrint} onClick={() => window.print()}>
          {t('print')}
        </Button>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keys */}
      <div class="sheet-scroll" role="region" aria-label={t('sheet')} tabIndex={0}>
        {sheet.value === 'timetable' && <Timetable programme={page.programme} held={held} />}
        {sheet.value === 'sign-in' && one && <SignIn page={page} one={one} />}
      </div>
    </section>
  )
}

function Timetable({
  programme,
  held,
}: {
  readonly programme: ProgrammeWire
  readonly held: readonly ProgrammeSessionWire[]
}) {
  return (
    <article class="sheet">
      <SheetHead programme={programme} word={t('timetable')} />
      <table>
        <thead>
          <tr>
            <th class="narrow">{t('number')}</th>
            <th>{t('date')}</th>
            <th>{t('when')}</th>
            <th>{t('room')}</th>
            <th>{t('people')}</th>
            <th>{t('remark')}</th>
          </tr>
        </thead>
        <tbody>
          {held.map((one) => (
            <tr key={one.reservationId}>
              <td>{one.number}</td>
              <td>{dayLabel(dayOf(one.start))}</td>
              <td>{clockSpan(one.start, one.end)}</td>
              <td>{spaceName(one.spaceId)}</td>
              <td>{one.people.map(({ name }) => name).join('、')}</td>
              <td>{one.makesUpFor === null ? one.note : t('makeUp')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{t('total', { count: held.length })}</p>
    </article>
  )
}

function SignIn({ page, one }: { readonly page: ClassPage; readonly one: ProgrammeSessionWire }) {
  const members = withPlace(page.enrolments)
  return (
    <article class="sheet">
      <SheetHead programme={page.programme} word={t('signIn')} />
      <p>
        {spanLabel(one.start, one.end)} · {spaceName(one.spaceId)} · {one.people.map(({ name }) => name).join('、')}
      </p>
      <table>
        <thead>
          <tr>
            <th class="narrow">{t('number')}</th>
            <th>{t('name')}</th>
            <th>{t('ofParty')}</th>
            <th>{t('phone')}</th>
            <th>{t('signature')}</th>
          </tr>
        </thead>
        <tbody>
          {members.map(({ id, name, partyName, phone }, at) => (
            <tr key={id}>
              <td>{at + 1}</td>
              <td>{name}</td>
              <td>{partyName ?? ''}</td>
              <td>{phone}</td>
              <td>{BLANK}</td>
            </tr>
          ))}
          {Array.from({ length: BLANK_LINES }, (_, at) => (
            <tr key={at}>
              <td>{members.length + at + 1}</td>
              <td>{BLANK}</td>
              <td>{BLANK}</td>
              <td>{BLANK}</td>
              <td>{BLANK}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  )
}

function SheetHead({ programme, word }: { readonly programme: ProgrammeWire; readonly word: string }) {
  const facility = session.value?.facility
  return (
    <header>
      <p>{facility && nameIn(facility.name)}</p>
      <h2>
        {programme.title} · {word}
      </h2>
      <p>{[weeklyWords(programme.rule), programme.instructor?.name].filter(Boolean).join(' · ')}</p>
    </header>
  )
}
