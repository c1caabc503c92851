import { useSignal } from '@preact/signals'
import type { PriceItemWire } from '@gongyue/shared/api/contracts.ts'
import type { SpaceWire } from '@gongyue/shared/api/facility.ts'
import { SPACE_KINDS } from '@gongyue/shared/domain/space.ts'
import { useEffect } from 'preact/hooks'
import { call } from '../../api/call.ts'
import { listSpaces } from '../../api/routes.ts'
import { session } from '../../app/session.ts'
import { FormDialog } from '../../classes/FormDialog.tsx'
import { SelectField, TextField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { iconMore, iconRemove } from '../../components/icons.ts'
import { Notice } from '../../components/Notice.tsx'
import { toast } from '../../components/Toasts.tsx'
import { fenOf, yuanField } from '../../partners/money.ts'
import { todayHere } from '../../partners/today.ts'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/partners.ts'
import type { PartnersModel } from './model.ts'

/** One line while it is typed. */
interface Line {
  /** Tells lines apart while they are moved. */
  readonly id: number
  readonly where: string
  readonly days: 'any' | 'work' | 'free'
  readonly from: string
  readonly until: string
  readonly yuan: string
  readonly publicYuan: string
}

const DAYS = {
  any: 'any',
  work: ['workday', 'make-up-workday'],
  free: ['weekend', 'legal-holiday'],
} as const

const BLANK: Line = {
  id: 0,
  where: 'kind classroom',
  days: 'any',
  from: '08:00',
  until: '22:00',
  yuan: '',
  publicYuan: '0',
}

/** What an hour costs where and when, saved as a version of its own. */
export function PricesDialog({ model, onClose }: { readonly model: PartnersModel; readonly onClose: () => void }) {
  const { code = '' } = session.value?.facility ?? {}
  const lines = useSignal<readonly Line[]>([BLANK])
  const validFrom = useSignal(todayHere())
  const version = useSignal(0)
  const since = useSignal('')
  const spaces = useSignal<readonly SpaceWire[]>([])
  const failing = useSignal<Failing | null>(null)
  const tried = useSignal(false)
  useEffect(() => {
    void call(listSpaces, { query: { facility: code } }).then((reply) => {
      if (reply.kind === 'ok') spaces.value = reply.body.items
    })
    void model.prices().then((found) => {
      if ('kind' in found) return void (failing.value = found)
      const [newest] = found
      if (!newest) return undefined
      version.value = newest.version
      since.value = newest.validFrom
      lines.value = newest.items.map((item, id) => ({ id, ...lineOf(item) }))
      return undefined
    })
  }, [])
  const items = lines.value.map(itemOf)
  const isWanting = items.some((item) => item === null) || validFrom.value === ''
  const set = (at: number, part: Partial<Line>): void =>
    void (lines.value = lines.value.map((line, i) => (i === at ? { ...line, ...part } : line)))
  const save = async () => {
    tried.value = true
    if (isWanting) return 'stay' as const
    const whole = items.flatMap((item) => (item === null ? [] : [item]))
    const answer = await model.savePrices(validFrom.value, whole, version.value)
    if (answer === null) toast(t('pricesSaved'))
    return answer
  }
  const wheres = [
    ...SPACE_KINDS.map((kind) => ({ value: `kind ${kind}`, label: t('wholeKind', { kind: t(`kind-${kind}`) }) })),
    ...spaces.value.map(({ id, name }) => ({ value: id, label: nameIn(name) })),
  ]
  return (
    <FormDialog title={t('pricesTitle')} save={t('savePrices')} onClose={onClose} onSave={save}>
      <p class="small faint">{t('pricesHint')}</p>
      {failing.value && <Failure failing={failing.value} />}
      <p>{version.value === 0 ? t('pricesNone') : t('pricesNow', { version: version.value, from: since.value })}</p>
      {tried.value && isWanting && (
        <Notice tone="warn" loud>
          {t('priceWrong')}
        </Notice>
      )}
      <TextField
        label={t('validFrom')}
        type="date"
        value={validFrom.value}
        onInput={(value) => (validFrom.value = value)}
      />
      {lines.value.map((line, at) => (
        <div class="price-line" key={line.id}>
          <SelectField
            label={t('where')}
            value={line.where}
            onChoose={(where) => set(at, { where })}
            options={wheres}
          />
          <SelectField
            label={t('days')}
            value={line.days}
            onChoose={(value) => set(at, { days: value === 'work' || value === 'free' ? value : 'any' })}
            options={(['any', 'work', 'free'] as const).map((value) => ({ value, label: t(`days-${value}`) }))}
          />
          <TextField label={t('from')} type="time" value={line.from} onInput={(from) => set(at, { from })} />
          <TextField label={t('to')} maxLength={5} value={line.until} onInput={(until) => set(at, { until })} />
          <TextField label={t('price')} numeric value={line.yuan} onInput={(yuan) => set(at, { yuan })} />
          <TextField
            label={t('publicPrice')}
            numeric
            value={line.publicYuan}
            onInput={(publicYuan) => set(at, { publicYuan })}
          />
          <Button
            look="plain"
            icon={iconRemove}
            aria-label={t('removePrice', { row: at + 1 })}
            onClick={() => (lines.value = lines.value.filter((_, i) => i !== at))}
          >
            {t('removePrice', { row: at + 1 })}
          </Button>
        </div>
      ))}
      <Button icon={iconMore} onClick={() => (lines.value = withOneMore(lines.value))}>
        {t('addPrice')}
      </Button>
    </FormDialog>
  )
}

/** The last line once more: lists go by rooms and hours that follow each other. */
function withOneMore(lines: readonly Line[]): readonly Line[] {
  return [...lines, { ...(lines.at(-1) ?? BLANK), id: Math.max(0, ...lines.map(({ id }) => id)) + 1 }]
}

function lineOf({ spaces, days, from, until, fenPerHour, publicFenPerHour }: PriceItemWire): Omit<Line, 'id'> {
  return {
    where: spaces.kind === 'space' ? spaces.spaceId : `kind ${spaces.spaceKind}`,
    days: days === 'any' ? 'any' : days.includes('workday') ? 'work' : 'free',
    ...{ from: clockText(from), until: clockText(until) },
    ...{ yuan: yuanField(fenPerHour), publicYuan: yuanField(publicFenPerHour) },
  }
}

function itemOf({ where, days, from, until, yuan, publicYuan }: Line): PriceItemWire | null {
  const [start, end] = [minuteOf(from), minuteOf(until)]
  const [fenPerHour, publicFenPerHour] = [fenOf(yuan), fenOf(publicYuan)]
  if (start === null || end === null || end <= start || fenPerHour === null || publicFenPerHour === null) return null
  const kind = SPACE_KINDS.find((one) => `kind ${one}` === where)
  return {
    spaces: kind ? { kind: 'space-kind', spaceKind: kind } : { kind: 'space', spaceId: where },
    days: DAYS[days] === 'any' ? 'any' : [...DAYS[days]],
    ...{ from: start, until: end, fenPerHour, publicFenPerHour },
  }
}

function clockText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

function minuteOf(text: string): number | null {
  const [, hour, minute] = /^(\d{1,2}):(\d\d)$/.exec(text.trim()) ?? []
  const at = Number(hour) * 60 + Number(minute)
  return at <= 1440 ? at : null
}
