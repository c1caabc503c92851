import { FEATURES, featureNames } from '@gongyue/shared/domain/feature.ts'
import type { AlternativeWire } from '@gongyue/shared/api/problem.ts'
import { useEffect, useRef } from 'preact/hooks'
import { Button } from '../../../components/Button.tsx'
import { Choice } from '../../../components/Choice.tsx'
import { Dialog } from '../../../components/Dialog.tsx'
import { Failure } from '../../../components/Failure.tsx'
import { Field } from '../../../components/Field.tsx'
import { Icon } from '../../../components/Icon.tsx'
import { iconClose, iconSearch } from '../../../components/icons.ts'
import { RouteChip } from '../../../components/RouteChip.tsx'
import { Spinner } from '../../../components/Spinner.tsx'
import { When } from '../../../components/When.tsx'
import { t as board } from '../../../text/board.ts'
import { t } from '../../../text/desk-finding.ts'
import { nameIn } from '../../../text/locale.ts'
import { reasonSentence } from '../../../text/sentences.ts'
import { durationLabel, spanLabel } from '../../../text/when.ts'
import { PartyFacts } from '../booking/PartyFacts.tsx'
import { PartyField } from '../booking/PartyField.tsx'
import type { Desk } from '../desk.ts'
import { FIND_LENGTHS, type FindTime, type Where } from './find-time.ts'
import './finding.css'
import { PARTS, RANGES } from './windows.ts'

/** A time for somebody, beside the board: what they need above, what the house has below. One that is looked at stands on the board. */
export function FindTimePanel({ desk, narrow }: { readonly desk: Desk; readonly narrow: boolean }) {
  const { finding } = desk
  if (!finding.shown.value) return null
  const content = <FindTimeForm desk={desk} finding={finding} />
  if (narrow)
    return (
      <Dialog title={t('findTime')} onClose={desk.closePanel}>
        {content}
      </Dialog>
    )
  return (
    <div class="board-panel booking-panel screen-only" role="dialog" aria-labelledby="finding-title">
      <div class="board-panel-head">
        <h2 id="finding-title">{t('findTime')}</h2>
        <button
          type="button"
          class="button icon-only plain"
          aria-label={board('close')}
          title={`${board('close')} Esc`}
          onClick={desk.closePanel}
        >
          <Icon of={iconClose} />
        </button>
      </div>
      <div class="board-panel-body">{content}</div>
    </div>
  )
}

function FindTimeForm({ desk, finding }: { readonly desk: Desk; readonly finding: FindTime }) {
  const who = useRef<HTMLInputElement>(null)
  const { wish, state, choice } = finding
  const { minutes, headcount, where, features, range, part } = wish.value
  const now = state.value
  const party = choice.party.value
  // Back from an offer, or with new ones: the best is one key away.
  useEffect(() => {
    const offer = document.querySelector<HTMLElement>('.find-offers button')
    if (now.kind === 'there' && offer) offer.focus()
  }, [now])
  useEffect(() => {
    if (state.peek().kind !== 'there') who.current?.focus()
  }, [])
  return (
    <form
      class="booking-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void finding.find()
      }}
    >
      <PartyField choice={choice} wanting={false} empty={t('whoAny')} input={who} />
      {party && <PartyFacts party={party} />}
      <Choice
        legend={t('length')}
        options={FIND_LENGTHS.map((length) => ({ value: String(length), label: durationLabel(length) }))}
        value={String(minutes)}
        onChoose={(length) => finding.type({ minutes: Number(length) })}
      />
      <div class="booking-row">
        <Field label={t('heads')} fault={now.kind === 'wanting' && t('headsWrong')}>
          {(control) => (
            <input
              {...control}
              class="input find-heads"
              inputMode="numeric"
              maxLength={5}
              value={headcount}
              onInput={(event) => finding.type({ headcount: event.currentTarget.value.replace(/\D/g, '') })}
            />
          )}
        </Field>
        <Field label={t('where')}>
          {(control) => (
            <select
              {...control}
              class="input"
              value={textOf(where)}
              onChange={(event) => finding.type({ where: whereOf(event.currentTarget.value, desk) })}
            >
              <option value="">{t('anywhere')}</option>
              {desk.board.kinds.value.map((kind) => (
                <option key={kind} value={`kind ${kind}`}>
                  {t('allOfKind', { kind: board(`kind-${kind}`) })}
                </option>
              ))}
              {desk.board.spaces.value
                .filter(({ bookable }) => bookable)
                .map(({ code, name }) => (
                  <option key={code} value={`space ${code}`}>
                    {nameIn(name)}
                  </option>
                ))}
            </select>
          )}
        </Field>
      </div>
      <Choice
        legend={t('when')}
        options={RANGES.map((one) => ({ value: one, label: t(`range-${one}`) }))}
        value={range}
        onChoose={(next) => finding.type({ range: next })}
      />
      <Choice
        legend={t('part')}
        options={PARTS.map((one) => ({ value: one, label: t(`part-${one}`) }))}
        value={part}
        onChoose={(next) => finding.type({ part: next })}
      />
      <details class="find-features">
        <summary>
          {t('features')}
          {features.length > 0 && <span> {nameIn(featureNames(features))}</span>}
        </summary>
        <div class="reason-chips" role="group" aria-label={t('features')}>
          {Object.entries(FEATURES).map(([key, name]) => (
            <button
              key={key}
              type="button"
              class="pick-chip"
              aria-pressed={features.includes(key)}
              onClick={() =>
                finding.type({
                  features: features.includes(key) ? features.filter((one) => one !== key) : [...features, key],
                })
              }
            >
              {nameIn(name)}
            </button>
          ))}
        </div>
      </details>
      <Button type="submit" look="primary" icon={iconSearch} wide busy={now.kind === 'asking'}>
        {t('search')}
      </Button>
      <div role="status">
        {now.kind === 'asking' && <Spinner>{t('asking')}</Spinner>}
        {now.kind === 'there' && (
          <p>{now.offers.length > 0 ? t('found', { count: now.offers.length }) : t('nothing')}</p>
        )}
      </div>
      {now.kind === 'failing' && <Failure failing={now.failing} onRetry={() => void finding.find()} />}
      {now.kind === 'there' && now.offers.length > 0 && <Offers desk={desk} offers={now.offers} />}
      <p class="small">
        <a href={seriesLink(desk)}>{t('series')}</a>
      </p>
    </form>
  )
}

function Offers({ desk, offers }: { readonly desk: Desk; readonly offers: readonly AlternativeWire[] }) {
  const nameOf = (id: string): string => {
    const space = desk.board.spaces.value.find((one) => one.id === id)
    return space ? nameIn(space.name) : ''
  }
  return (
    <>
      <p class="small faint">{t('showHint')}</p>
      <ol class="find-offers">
        {offers.map((offer) => {
          const [line] = offer.lines
          if (!line) return null
          const { spaceId, start, end } = line
          return (
            <li key={`${spaceId} ${start}`}>
              <div>
                <p>
                  <strong>
                    <When start={start} end={end} />
                  </strong>{' '}
                  {nameOf(spaceId)}
                </p>
                <p class="small faint">
                  <RouteChip route={offer.route} /> {offer.reasons.map(reasonSentence).join(' · ')}
                </p>
              </div>
              <Button
                aria-label={`${t('show')} ${spanLabel(start, end)} ${nameOf(spaceId)}`}
                onClick={() => desk.showOffer(offer)}
              >
                {t('show')}
              </Button>
            </li>
          )
        })}
      </ol>
    </>
  )
}

function textOf(where: Where): string {
  return where.kind === 'anywhere' ? '' : where.kind === 'kind' ? `kind ${where.of}` : `space ${where.code}`
}

function whereOf(text: string, { board: { kinds } }: Desk): Where {
  const [what, rest = ''] = text.split(' ', 2)
  const kind = kinds.value.find((one) => one === rest)
  if (what === 'kind' && kind) return { kind: 'kind', of: kind }
  return what === 'space' ? { kind: 'space', code: rest } : { kind: 'anywhere' }
}

/** The series editor, with what is known already: the best offer as its first date, or the space alone. */
function seriesLink({ finding, board: { spaces } }: Desk): string {
  const { headcount, where } = finding.wish.value
  const now = finding.state.value
  const line = now.kind === 'there' ? now.offers[0]?.lines[0] : undefined
  const space = where.kind === 'space' ? spaces.value.find(({ code }) => code === where.code)?.id : undefined
  const known = new URLSearchParams({ people: headcount })
  if (line) {
    known.set('space', line.spaceId)
    known.set('start', line.start.slice(0, 16))
    known.set('end', line.end.slice(0, 16))
  } else if (space) known.set('space', space)
  return `/series/new?${known}`
}
