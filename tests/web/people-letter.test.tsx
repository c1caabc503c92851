import { signal } from '@preact/signals'
import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Letter, withLine } from '../../web/src/pages/people/Letter.tsx'
import { chooseLocale } from '../../web/src/text/locale.ts'

beforeEach(() => chooseLocale('zh-CN'))
afterEach(() => {
  cleanup()
  Reflect.deleteProperty(navigator, 'clipboard')
})

test('a letter grows by lines, and says nothing twice', () => {
  const one = withLine('', '【书法班】停课')
  expect(one).toBe('【书法班】停课')
  expect(withLine(one, '【茶艺班】代课')).toBe('【书法班】停课\n【茶艺班】代课')
  expect(withLine(one, '【书法班】停课')).toBe(one)
})

test('it is read over, changed and copied as it then stands', async () => {
  const written: string[] = []
  const clipboard = { writeText: async (copied: string) => await Promise.resolve(void written.push(copied)) }
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard })
  const text = signal('【书法班】由周敏老师代课')
  render(<Letter text={text} />)
  const field = screen.getByLabelText('给学员的通知（草稿）')
  fireEvent.input(field, { target: { value: '【书法班】由周敏老师代课，请带毛笔' } })
  expect(text.value).toBe('【书法班】由周敏老师代课，请带毛笔')
  fireEvent.click(screen.getByRole('button', { name: '复制通知' }))
  await vi.waitFor(() => expect(written).toEqual(['【书法班】由周敏老师代课，请带毛笔']))
})

test('before anything is decided there is none', () => {
  const { container } = render(<Letter text={signal('')} />)
  expect(container.textContent).toBe('')
})
