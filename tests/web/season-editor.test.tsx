import { cleanup, render, screen } from '@testing-library/preact'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { sessionState } from '../../web/src/app/session.ts'
import { keepDraft, recallDraft } from '../../web/src/app/storage.ts'
import { ApplicationEditor } from '../../web/src/pages/season/ApplicationEditor.tsx'
import { newSection } from '../../web/src/pages/season/draft.ts'
import { chooseLocale } from '../../web/src/text/locale.ts'
import { roundWire } from './round-wires.ts'

const PARTY = { id: 'p', name: '一分会', kind: 'branch' } as const

beforeEach(() => {
  chooseLocale('zh-CN')
  sessionState.value = {
    kind: 'signed-in',
    session: {
      user: { id: 'u', username: 'branch', name: '赵' },
      facility: { id: 'f', code: 'jining', name: { 'zh-CN': '文化宫', en: 'palace' }, timeZone: 'Asia/Shanghai' },
      ...{ roles: ['branch-officer'], parties: [PARTY], csrfToken: '' },
    },
  }
})
afterEach(() => {
  cleanup()
  sessionStorage.clear()
})

const round = roundWire({ state: 'open' })
const place = 'season.round.new'
const section = {
  ...{ ...newSection(round), title: '合唱', headcount: '20' },
  times: [{ weekday: 1, from: 1080, until: 1170, rank: 'primary' } as const],
}

function shown(sections: readonly object[]) {
  keepDraft(place, { note: '夜班', sections })
  const onSend = vi.fn(async () => null)
  const keptAfter: unknown[] = []
  const onSent = vi.fn(() => void keptAfter.push(recallDraft(place)))
  render(<ApplicationEditor {...{ round, onSend, onSent }} earlier={null} parties={[PARTY]} onClose={null} />)
  return { onSend, onSent, keptAfter }
}

test('what was being written is there again, and is forgotten before anybody hears that it is in', async () => {
  const { onSend, onSent, keptAfter } = shown([section])
  screen.getByRole('button', { name: '提交申报' }).click()
  await vi.waitFor(() => expect(onSent).toHaveBeenCalledOnce())
  expect(onSend.mock.calls).toEqual([['p', { note: '夜班', sections: [section] }]])
  expect(keptAfter).toEqual([null])
})

test('a wish that wants mending is not sent, says so, and opens at the step that is wrong', async () => {
  const { onSend } = shown([{ ...section, times: [] }])
  screen.getByRole('button', { name: '提交申报' }).click()
  expect(screen.getByText('还有要补的')).toBeTruthy()
  screen.getByRole('button', { name: '修改：合唱' }).click()
  await vi.waitFor(() => expect(screen.getByRole('heading', { name: '什么时间' })).toBeTruthy())
  expect(onSend).not.toHaveBeenCalled()
})
