import { useSignal } from '@preact/signals'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { clockSpanOf } from '../../../board/clock.ts'
import { Dialog } from '../../../components/Dialog.tsx'
import { t } from '../../../text/desk-search.ts'
import { nameIn } from '../../../text/locale.ts'
import { dayLabel } from '../../../text/when.ts'
import type { Desk } from '../desk.ts'
import { askHouse } from './ask-house.ts'
import './search.css'
import { createSearch, type Hit } from './search.ts'

/** Finds a booking and goes there. Arrows choose, Enter goes. */
export function SearchDialog({ desk, onClose }: { readonly desk: Desk; readonly onClose: () => void }) {
  const { board } = desk
  const search = useMemo(
    () =>
      createSearch({
        zone: board.zone,
        blocks: () => (board.state.value.kind === 'shown' ? board.state.value.day.blocks : []),
        ask: async (query) => await askHouse(query, board.date.value),
      }),
    [],
  )
  const input = useRef<HTMLInputElement>(null)
  const at = useSignal(0)
  useEffect(() => input.current?.focus(), [])
  const hits = search.hits.value.slice(0, 20)
  const go = (hit: Hit | undefined): void => {
    if (!hit) return
    onClose()
    board.goTo(hit.date, { blockId: hit.blockId })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') return go(hits[at.value])
    if ((event.key !== 'ArrowDown' && event.key !== 'ArrowUp') || hits.length === 0) return
    event.preventDefault()
    at.value = (at.value + (event.key === 'ArrowDown' ? 1 : hits.length - 1)) % hits.length
    document.getElementById(`hit-${at.value}`)?.scrollIntoView({ block: 'nearest' })
  }
  const nameOf = (id: string): string => {
    const space = board.spaces.value.find((one) => one.id === id)
    return space ? nameIn(space.name) : ''
  }
  const empty = search.query.value.trim() !== '' && hits.length === 0
  return (
    <Dialog title={t('title')} onClose={onClose}>
      <input
        ref={input}
        class="input"
        role="combobox"
        aria-label={t('title')}
        aria-expanded={hits.length > 0}
        aria-controls="hits"
        aria-autocomplete="list"
        {...(hits.length > 0 ? { 'aria-activedescendant': `hit-${at.value}` } : {})}
        autocomplete="off"
        placeholder={t('hint')}
        maxLength={60}
        value={search.query.value}
        onInput={(event) => {
          at.value = 0
          search.type(event.currentTarget.value)
        }}
        onKeyDown={onKeyDown}
      />
      <div class="hits" role="listbox" id="hits" aria-label={t('found')} hidden={hits.length === 0}>
        {hits.map((hit, index) => (
          <div
            key={hit.blockId}
            id={`hit-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at.value}
            onPointerUp={() => go(hit)}
          >
            <strong>{hit.title}</strong>
            <span class="hit-who">{hit.partyName}</span>
            <span class="hit-when">
              {dayLabel(hit.date)} {clockSpanOf(hit, board.zone)}
            </span>
            <span class="hit-where">{nameOf(hit.spaceId)}</span>
          </div>
        ))}
      </div>
      <p class="small faint hits-word" role="status">
        {empty ? (search.asking.value ? t('asking') : t('nothing')) : t('keys')}
      </p>
    </Dialog>
  )
}
