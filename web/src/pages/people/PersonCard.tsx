import type { PersonWire } from '@gongyue/shared/api/people.ts'
import { Button } from '../../components/Button.tsx'
import { Chip } from '../../components/Chip.tsx'
import { iconCalendar, iconPeople } from '../../components/icons.ts'
import { clockAfter } from '../../rules/words.ts'
import { weekdayWord } from '../../rules/weekdays.ts'
import { t } from '../../text/people.ts'
import { t as rules } from '../../text/rules.ts'
import type { Weekday } from '@gongyue/shared/time/wall.ts'
import { clockOf, dayLabel, dayOf, durationLabel } from '../../text/when.ts'

interface PersonCardProps {
  readonly person: PersonWire
  readonly onEdit: () => void
  readonly onAbsence: () => void
  readonly onMissed: (absenceId: string) => void
  readonly onEnd: (absenceId: string) => Promise<void>
}

/** One who works for the house: skills, hours, limits, and when they are away. */
export function PersonCard({ person, onEdit, onAbsence, onMissed, onEnd }: PersonCardProps) {
  const { name, kind, skills, partyName, phone, hours, absences, active } = person
  return (
    <article class={`card stack-s person-card${active ? '' : ' faint'}`}>
      <div class="classes-head">
        <h2>{name}</h2>
        <Chip tone="quiet" icon={iconPeople}>
          {t(`kind-${kind}`)}
        </Chip>
      </div>
      <p class="small faint">
        {[partyName ?? t('own'), phone, active ? null : t('inactive')].filter(Boolean).join(' · ')}
      </p>
      <ul class="row">
        {skills.map((skill) => (
          <li key={skill}>
            <span class="skill">{skill}</span>
          </li>
        ))}
      </ul>
      <dl class="person-facts small">
        <dt>{t('hours')}</dt>
        <dd>
          {hours.length === 0
            ? t('anyTime')
            : hours.map((one) => (
                <span class="person-hours" key={`${one.weekdays.join()} ${one.from}`}>
                  {daysWords(one.weekdays as Weekday[])} {clockAfter('00:00', one.from).slice(0, 5)}–
                  {clockAfter('00:00', one.until).slice(0, 5)}
                </span>
              ))}
        </dd>
        <dt>{t('limits')}</dt>
        <dd>{limitWords(person)}</dd>
      </dl>
      {absences.map(({ id, start, end, reason }) => {
        const span = spanWords(start, end)
        return (
          <div class="notice tone-warn person-away" key={id}>
            <div class="stack-s">
              <p>{t('absences', { span: reason === '' ? span : t('absenceReason', { span, reason }) })}</p>
              <div class="row">
                <Button aria-label={t('seeMissedOf', { name })} onClick={() => onMissed(id)}>
                  {t('seeMissed')}
                </Button>
                <Button look="plain" aria-label={t('endAbsenceOf', { name, span })} onClick={() => void onEnd(id)}>
                  {t('endAbsence')}
                </Button>
              </div>
            </div>
          </div>
        )
      })}
      <div class="row">
        <Button aria-label={t('editOf', { name })} onClick={onEdit}>
          {t('edit')}
        </Button>
        <Button icon={iconCalendar} aria-label={t('absentOf', { name })} onClick={onAbsence}>
          {t('absent')}
        </Button>
      </div>
    </article>
  )
}

/** `周一至周五` where they follow each other. */
function daysWords(weekdays: readonly Weekday[]): string {
  const [first] = weekdays
  const last = weekdays.at(-1)
  if (first && last && weekdays.length > 2 && last - first === weekdays.length - 1)
    return `${weekdayWord(first)}–${weekdayWord(last)}`
  return weekdays.map(weekdayWord).join(rules('and'))
}

function limitWords({ minutesADay, restMinutes, daysAWeek }: PersonWire): string {
  const words = [
    ...(minutesADay === null ? [] : [t('limitDay', { duration: durationLabel(minutesADay) })]),
    ...(restMinutes === null ? [] : [t('limitRest', { duration: durationLabel(restMinutes) })]),
    ...(daysAWeek === null ? [] : [t('limitWeek', { count: daysAWeek })]),
  ]
  return words.length === 0 ? t('noLimit') : words.join(' · ')
}

function spanWords(start: string, end: string): string {
  return `${dayLabel(dayOf(start))} ${clockOf(start)} – ${dayLabel(dayOf(end))} ${clockOf(end)}`
}
