import { effect } from '@preact/signals'
import { beforeEach, expect, test } from 'vitest'
import { dictionary } from '../../web/src/text/dictionary.ts'
import { chooseLocale } from '../../web/src/text/locale.ts'

beforeEach(() => chooseLocale('zh-CN'))

const t = dictionary({
  'zh-CN': { greet: '{name}，您好', bye: '再见' },
  en: { greet: 'Hello {name}', bye: 'Bye' },
})

test('a text is in the language of the reader, with its parameters', () => {
  expect([t('greet', { name: '李雷' }), t('bye')]).toEqual(['李雷，您好', '再见'])
  chooseLocale('en')
  expect([t('greet', { name: 'Li' }), t('bye')]).toEqual(['Hello Li', 'Bye'])
})

test('a change of language is heard by whoever shows a text', () => {
  const shown: string[] = []
  const stop = effect(() => {
    shown.push(t('bye'))
  })
  chooseLocale('en')
  stop()
  expect(shown).toEqual(['再见', 'Bye'])
})

test('the choice is kept', () => {
  chooseLocale('en')
  expect(localStorage.getItem('gongyue.locale')).toBe('en')
})

test('a parameter that looks like a placeholder stays as it was typed', () => {
  expect(t('greet', { name: '{name}' })).toBe('{name}，您好')
})

test('a missing key, an extra key and a placeholder of one language only do not compile', () => {
  // @ts-expect-error English lacks a key
  dictionary({ 'zh-CN': { a: '甲', b: '乙' }, en: { a: 'A' } })
  // @ts-expect-error English has one too many
  dictionary({ 'zh-CN': { a: '甲' }, en: { a: 'A', b: 'B' } })
  // @ts-expect-error only English knows {who}
  dictionary({ 'zh-CN': { a: '甲' }, en: { a: 'A {who}' } })
  // @ts-expect-error the parameter is missing
  expect(t('greet')).toBe('{name}，您好')
})
