import { useSignal } from '@preact/signals'
import type { GivenAt } from '@gongyue/shared/domain/menu.ts'
import type { OutreachWire } from '@gongyue/shared/api/outreach.ts'
import type { ServiceWire } from '@gongyue/shared/api/services.ts'
import { session } from '../../app/session.ts'
import { spaceName } from '../../app/spaces.ts'
import { FormDialog } from '../../classes/FormDialog.tsx'
import { instantOf } from '../../classes/instants.ts'
import { SelectField, TextField } from '../../classes/TextField.tsx'
import { PlaceFields } from '../../services/PlaceFields.tsx'
import { NO_PLACE, placeAsked, type PlaceDraft } from '../../services/place-draft.ts'
import type { BasketLine } from './model.ts'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/services.ts'

/** What a line is for: a service of the menu, somebody for a while, kits, or a room. */
export type LineOf =
  | { readonly kind: 'service'; readonly service: ServiceWire }
  | { readonly kind: 'person' }
  | { readonly kind: 'equipment' }
  | { readonly kind: 'space' }

/** When and where a line was wanted, as it was typed. */
export interface LastLine {
  readonly place: PlaceDraft
  readonly start: string
  readonly end: string
}

interface LineFormProps {
  readonly of: LineOf
  readonly outreach: OutreachWire
  readonly headcount: string
  /** What was typed for the line before: most lines of a list are for one day and one place. */
  readonly last: LastLine | null
  readonly onLast: (last: LastLine) => void
  readonly onSave: (title: string, line: BasketLine['line']) => void
  readonly onClose: () => void
}

const TITLES = { person: 'addPerson', equipment: 'addKit', space: 'addRoom' } as const

/** When, where and for how many: one line for the list. */
export function LineForm({ of, outreach, headcount, last, onLast, onSave, onClose }: LineFormProps) {
  const timeZone = session.value?.facility.timeZone ?? 'UTC'
  const givenAt: GivenAt = of.kind === 'service' ? of.service.givenAt : of.kind === 'space' ? 'palace' : 'both'
  const place = useSignal<PlaceDraft>(placeLike(last?.place ?? NO_PLACE, givenAt))
  const draft = useSignal({ start: last?.start ?? '', end: last?.end ?? '', headcount, note: '', what: '', count: '1' })
  const tried = useSignal(false)
  const shown = draft.value
  const set = (part: Partial<typeof shown>): void => void (draft.value = { ...draft.value, ...part })
  const uses = [...new Set(outreach.equipment.flatMap(({ use }) => (use === '' ? [] : [use])))]
  const isLate = of.kind !== 'service' && shown.end !== '' && shown.end <= shown.start
  const title = of.kind === 'service' ? nameIn(of.service.name) : t(TITLES[of.kind])
  const save = async () => {
    tried.value = true
    const where = placeAsked(place.value)
    const people = Number(shown.headcount)
    if (where === null || shown.start === '' || !Number.isInteger(people) || people < 1) return 'stay' as const
    const start = instantOf(shown.start, timeZone)
    const kept = (): void => onLast({ place: place.value, start: shown.start, end: shown.end })
    const rest = { place: where, headcount: people, ...(shown.note.trim() === '' ? {} : { note: shown.note.trim() }) }
    if (of.kind === 'service') {
      kept()
      onSave(title, { kind: 'service', serviceId: of.service.id, start, ...rest })
      return null
    }
    if (shown.end === '' || isLate) return 'stay' as const
    if (of.kind === 'space') {
      const { spaceId } = place.value
      if (spaceId === '') return 'stay' as const
      kept()
      onSave(spaceName(spaceId), { kind: 'space', spaceId, start, end: instantOf(shown.end, timeZone) })
      return null
    }
    if (shown.what === '') return 'stay' as const
    const span = { start, end: instantOf(shown.end, timeZone), count: Math.max(1, Number(shown.count) || 1) }
    kept()
    onSave(
      shown.what,
      of.kind === 'person'
        ? { kind: 'person', skill: shown.what, ...span, ...rest }
        : { kind: 'equipment', use: shown.what, ...span, ...rest },
    )
    return null
  }
  return (
    <FormDialog title={title} save={t('toBasket')} onSave={save} onClose={onClose}>
      {(of.kind === 'person' || of.kind === 'equipment') && (
        <div class="form-pair">
          <SelectField
            label={t(of.kind === 'person' ? 'skill' : 'use')}
            fault={tried.value && shown.what === '' && t('needed')}
            value={shown.what}
            onChoose={(what) => set({ what })}
            options={['', ...(of.kind === 'person' ? outreach.skills : uses)].map((value) => ({
              value,
              label: value || '—',
            }))}
          />
          <TextField label={t('count')} numeric value={shown.count} onInput={(count) => set({ count })} />
        </div>
      )}
      <div class="form-pair">
        <TextField
          label={t('start')}
          type="datetime-local"
          fault={tried.value && shown.start === '' && t('needed')}
          value={shown.start}
          onInput={(start) => set({ start })}
        />
        {of.kind !== 'service' && (
          <TextField
            label={t('end')}
            type="datetime-local"
            fault={(tried.value && shown.end === '') || isLate ? t('needed') : false}
            value={shown.end}
            onInput={(end) => set({ end })}
          />
        )}
        {of.kind !== 'space' && (
          <TextField
            label={t('headcount')}
            numeric
            fault={tried.value && !(Number(shown.headcount) >= 1) && t('needed')}
            value={shown.headcount}
            onInput={(value) => set({ headcount: value })}
          />
        )}
      </div>
      <PlaceFields
        draft={place.value}
        outreach={outreach}
        givenAt={givenAt}
        needsRoom={of.kind === 'space'}
        tried={tried.value}
        onChange={(part) => (place.value = { ...place.value, ...part })}
      />
      {of.kind !== 'space' && (
        <TextField
          label={t('note')}
          hint={t('noteHint')}
          maxLength={500}
          value={shown.note}
          onInput={(note) => set({ note })}
        />
      )}
    </FormDialog>
  )
}

/** The place of the line before, where this line may be given there. */
function placeLike(place: PlaceDraft, givenAt: GivenAt): PlaceDraft {
  const isHere = place.kind === 'palace'
  if (givenAt === 'palace') return isHere ? place : { ...place, kind: 'palace', spaceId: '' }
  return isHere && givenAt === 'outside' ? { ...place, kind: 'address' } : place
}
