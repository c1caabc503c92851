import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact'
import { useState } from 'preact/hooks'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { AlternativeWire } from '@gongyue/shared/api/problem.ts'
import { AlternativeList } from '../../web/src/components/AlternativeList.tsx'
import { Button } from '../../web/src/components/Button.tsx'
import { DateStrip } from '../../web/src/components/DateStrip.tsx'
import { Dialog } from '../../web/src/components/Dialog.tsx'
import { Failure } from '../../web/src/components/Failure.tsx'
import { Field } from '../../web/src/components/Field.tsx'
import { toast, Toasts } from '../../web/src/components/Toasts.tsx'
import { ViolationList } from '../../web/src/components/ViolationList.tsx'
import { chooseLocale } from '../../web/src/text/locale.ts'
import { at } from './order-house.ts'

beforeEach(() => chooseLocale('zh-CN'))
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

/** What is read, with the white space of icons left out. */
function told(element: Element | null): string {
  return (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim()
}

function Opener() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button onClick={() => setOpen(true)}>open</button>
      {open && (
        <Dialog title="标题" onClose={() => setOpen(false)} foot={<button>last</button>}>
          <input aria-label="middle" />
        </Dialog>
      )}
    </>
  )
}

test('a dialog has its title as name, takes the focus, keeps it inside and gives it back', () => {
  render(<Opener />)
  const opener = screen.getByText('open')
  opener.focus()
  fireEvent.click(opener)
  const dialog = screen.getByRole('dialog', { name: '标题' })
  expect(document.activeElement?.textContent).toBe('标题')
  const last = screen.getByText('last')
  last.focus()
  fireEvent.keyDown(last, { key: 'Tab' })
  expect(document.activeElement).toBe(within(dialog).getByText('关闭').closest('button'))
  fireEvent.keyDown(document.activeElement as Element, { key: 'Tab', shiftKey: true })
  expect(document.activeElement).toBe(last)
  fireEvent.keyDown(last, { key: 'Escape' })
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(document.activeElement).toBe(opener)
})

test('an engine without <dialog> gets the same with an element for the shade', () => {
  const native = Object.getOwnPropertyDescriptor(HTMLDialogElement.prototype, 'showModal')
  Reflect.deleteProperty(HTMLDialogElement.prototype, 'showModal')
  try {
    const { container } = render(<Opener />)
    fireEvent.click(screen.getByText('open'))
    expect(screen.getByRole('dialog').hasAttribute('open')).toBe(true)
    fireEvent.click(container.querySelector('.dialog-shade') as Element)
    expect(screen.queryByRole('dialog')).toBeNull()
  } finally {
    if (native) Object.defineProperty(HTMLDialogElement.prototype, 'showModal', native)
  }
})

test('a busy button takes no second press and says that it is at work', () => {
  const press = vi.fn()
  render(
    <Button busy onClick={press}>
      提交
    </Button>,
  )
  const button = screen.getByRole('button', { name: '提交' })
  fireEvent.click(button)
  expect(press).not.toHaveBeenCalled()
  expect([button.getAttribute('aria-disabled'), button.getAttribute('aria-busy')]).toEqual(['true', 'true'])
})

test("a field's hint and fault belong to its control", () => {
  render(
    <Field label="人数" hint="含工作人员" fault="请填写人数">
      {(control) => <input {...control} />}
    </Field>,
  )
  const input = screen.getByLabelText('人数')
  const described = (input.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => told(document.getElementById(id)))
  expect(described).toEqual(['含工作人员', '请填写人数'])
  expect(input.getAttribute('aria-invalid')).toBe('true')
})

test('rest, make-up work, holidays and days without notice are told in words', () => {
  const day = (
    date: string,
    kind: 'workday' | 'weekend' | 'legal-holiday' | 'make-up-workday',
    name: string | null = null,
    announced = true,
  ) => ({
    date,
    kind,
    name,
    announced,
  })
  const choose = vi.fn()
  render(
    <DateStrip
      today="2026-09-30"
      value="2026-09-30"
      onChoose={choose}
      days={[
        day('2026-09-30', 'workday'),
        day('2026-10-01', 'legal-holiday', '国庆节'),
        day('2026-10-10', 'make-up-workday', '国庆节'),
        day('2026-10-11', 'weekend'),
        day('2027-01-01', 'workday', null, false),
      ]}
    />,
  )
  expect(screen.getAllByRole('radio').map((one) => one.getAttribute('aria-label'))).toEqual([
    '9月30日 周三 今天',
    '10月1日 周四 休 国庆节',
    '10月10日 周六 班 国庆节',
    '10月11日 周日 休',
    '1月1日 周五 该年节假日安排尚未公布，按平日周末推算',
  ])
  expect([...document.querySelectorAll('.date-remark')].map((one) => one.textContent)).toEqual([
    '9月',
    '国庆节',
    '班',
    '休',
    '未公布',
  ])
  fireEvent.click(screen.getByLabelText('10月11日 周日 休'))
  expect(choose).toHaveBeenCalledWith('2026-10-11')
})

const ALTERNATIVE: AlternativeWire = {
  lines: [{ kind: 'space', spaceId: 'classroom', start: at('14:00'), end: at('15:00') }],
  cost: 4,
  route: 'direct',
  reasons: [
    { key: 'other-space', params: { space: { 'zh-CN': '教室', en: 'room' } } },
    { key: 'later', params: { minutes: 60 } },
  ],
}

test('an alternative says when, where, how and why, and one tap takes it', () => {
  const take = vi.fn()
  render(<AlternativeList alternatives={[ALTERNATIVE]} spaceName={() => '教室 203'} onTake={take} />)
  expect(told(screen.getByRole('listitem'))).toBe('12月4日 周五 14:00–15:00 教室 203 直接确认晚 1 小时就约这个')
  fireEvent.click(screen.getByRole('button', { name: '就约这个 12月4日 周五 14:00–15:00 教室 203' }))
  expect(take).toHaveBeenCalledWith(ALTERNATIVE)
})

test('every broken rule is told, the same sentence once', () => {
  const violation = {
    constraint: 'start-grid',
    level: 'hard',
    penalty: 1,
    waivableBy: 'staff',
    params: { space: { 'zh-CN': '职工剧场', en: 'Theatre' }, grid: 15 },
  } as const
  const capacity = {
    ...violation,
    constraint: 'capacity',
    params: { ...violation.params, capacity: 600, headcount: 700 },
  }
  render(<ViolationList violations={[violation, violation, capacity]} />)
  expect(screen.getAllByRole('listitem').map(told)).toEqual([
    '职工剧场须从每 15 分钟的整格开始和结束',
    '职工剧场最多容纳 600 人，申请人数为 700 人',
  ])
})

test('a failure is read aloud and can be tried again', () => {
  const retry = vi.fn()
  render(<Failure failing={{ kind: 'offline' }} onRetry={retry} />)
  expect(screen.getByRole('alert').textContent).toContain('网络不通')
  fireEvent.click(screen.getByRole('button', { name: '重试' }))
  expect(retry).toHaveBeenCalledOnce()
})

test('a toast speaks in a region that was there before, and leaves', async () => {
  vi.useFakeTimers()
  render(<Toasts />)
  const region = screen.getByRole('status')
  expect(region.textContent).toBe('')
  toast('已取消')
  await vi.advanceTimersByTimeAsync(0)
  expect(region.textContent).toBe('已取消')
  await vi.advanceTimersByTimeAsync(6_100)
  expect(region.textContent).toBe('')
})

test('an action of a toast can be taken for ten seconds', async () => {
  vi.useFakeTimers()
  const undo = vi.fn()
  render(<Toasts />)
  toast('已移除', { label: '撤销', run: undo })
  await vi.advanceTimersByTimeAsync(9_900)
  fireEvent.click(screen.getByRole('button', { name: '撤销' }))
  expect(undo).toHaveBeenCalledOnce()
  await vi.advanceTimersByTimeAsync(0)
  expect(screen.getByRole('status').textContent).toBe('')
})
