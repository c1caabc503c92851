import { useSignal } from '@preact/signals'
import type { EntryWire } from '@gongyue/shared/api/competitions.ts'
import { spaceName } from '../../app/spaces.ts'
import { SelectField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import { iconPrint } from '../../components/icons.ts'
import { t } from '../../text/programmes.ts'
import { spanLabel } from '../../text/when.ts'

const LISTS = ['startList', 'signIn', 'resultList'] as const
type List = (typeof LISTS)[number]

interface ListsProps {
  readonly title: string
  readonly stage: string
  readonly entries: readonly EntryWire[]
}

/** What hangs at the door: who comes when, who has signed, how they did. On screen it is folded; paper has nothing else. */
export function Lists({ title, stage, entries }: ListsProps) {
  const list = useSignal<List>('startList')
  const rows = sorted(entries, list.value)
  return (
    <details class="run-lists">
      <summary class="screen-only">{t('list')}</summary>
      <div class="row run-line screen-only">
        <SelectField
          label={t('list')}
          value={list.value}
          onChoose={(value) => (list.value = LISTS.find((one) => one === value) ?? 'startList')}
          options={LISTS.map((value) => ({ value, label: t(value) }))}
        />
        <Button icon={iconPrint} onClick={() => window.print()}>
          {t('print')}
        </Button>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keys */}
      <div class="run-paper" role="region" aria-label={t(list.value)} tabIndex={0}>
        <h3>
          {title} · {stage} · {t(list.value)}
        </h3>
        <table>
          <thead>
            <tr>
              {list.value === 'resultList' && <th>{t('rank')}</th>}
              <th>{t('number')}</th>
              <th>{t('contact')}</th>
              <th>{t('piece')}</th>
              <th>{t('party')}</th>
              <th>{list.value === 'resultList' ? t('score') : t('slot')}</th>
              {list.value === 'signIn' && <th>{t('signature')}</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <tr key={one.id}>
                {list.value === 'resultList' && <td>{one.result?.rank ?? ''}</td>}
                <td>{one.number}</td>
                <td>{[one.name, ...one.members].join('、')}</td>
                <td>{one.title}</td>
                <td>{one.partyName}</td>
                <td>
                  {list.value === 'resultList'
                    ? (one.result?.score ?? '')
                    : one.slot && `${spanLabel(one.slot.start, one.slot.end)} ${spaceName(one.slot.spaceId)}`}
                </td>
                {list.value === 'signIn' && <td class="run-sign">{'\u00a0'}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

function sorted(entries: readonly EntryWire[], list: List): readonly EntryWire[] {
  const there = entries.filter(({ state }) => state !== 'withdrawn')
  if (list === 'resultList')
    return there
      .filter(({ result }) => result !== null)
      .toSorted((a, b) => (a.result?.rank ?? 99_999) - (b.result?.rank ?? 99_999) || a.number - b.number)
  const key = ({ slot }: EntryWire): string => (slot ? `${slot.start} ${slot.spaceId}` : '~')
  return there.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.number - b.number))
}
