import type { ComponentChildren } from 'preact'
import type { ProgrammeWire } from '@gongyue/shared/api/programmes.ts'
import { spaceName } from '../../app/spaces.ts'
import { Seats } from '../../classes/Seats.tsx'
import { weeklyWords } from '../../classes/weekly.ts'
import { t as all } from '../../text/classes.ts'
import { t } from '../../text/class.ts'
import { clockOf, dayLabel, dayOf } from '../../text/when.ts'

/** What a class is, in pairs of word and fact. */
export function Facts({ programme }: { readonly programme: ProgrammeWire }) {
  const { instructor, partyName, rule, spaceId, sessions, opensAt, closesAt, quotas, skills } = programme
  return (
    <dl class="card class-facts screen-only">
      <Fact word={t('seats')}>
        <Seats {...programme} />
        {quotas.map(({ partyId, partyName: party, taken, seats }) => (
          <p class="small faint" key={partyId}>
            {t('quotaUse', { party, taken, seats })}
          </p>
        ))}
      </Fact>
      <Fact word={t('instructor')}>{instructor?.name ?? all('noInstructor')}</Fact>
      <Fact word={t('when')}>
        {weeklyWords(rule) ?? t('noRule')} {sessions > 0 && all('sessionCount', { count: sessions })}
      </Fact>
      <Fact word={t('room')}>{spaceId === null ? '—' : spaceName(spaceId)}</Fact>
      <Fact word={t('enrolment')}>
        {momentOf(opensAt)} — {momentOf(closesAt)}
      </Fact>
      <Fact word={t('attendance')}>
        {t('attendanceText', { percent: programme.attendancePercent })}
        {programme.certificateHours !== null && t('certificateText', { hours: programme.certificateHours })}
      </Fact>
      <Fact word={t('party')}>{partyName}</Fact>
      {skills.length > 0 && <Fact word={t('skills')}>{skills.join('、')}</Fact>}
    </dl>
  )
}

function Fact({ word, children }: { readonly word: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{word}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function momentOf(instant: string): string {
  return `${dayLabel(dayOf(instant))} ${clockOf(instant)}`
}
