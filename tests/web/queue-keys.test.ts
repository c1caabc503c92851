import { afterEach, beforeEach, expect, test } from 'vitest'
import { followKeys } from '../../web/src/pages/queue/keys.ts'

let stop: () => void
let pressed: string[]

beforeEach(() => {
  pressed = []
  Element.prototype.scrollIntoView = () => {}
  document.body.innerHTML = ['a', 'b']
    .map(
      (id) =>
        `<article class="queue-card" id="${id}" tabindex="-1"><input type="checkbox" id="tick-${id}"><textarea id="text-${id}"></textarea>
         <button data-key="d" id="decline-${id}"></button><button data-key="a" id="accept-${id}"></button></article>`,
    )
    .join('')
  for (const button of document.querySelectorAll('button'))
    button.addEventListener('click', () => pressed.push(button.id))
  stop = followKeys()
})
afterEach(() => stop())

function press(key: string, more: KeyboardEventInit = {}): string | undefined {
  const target = document.activeElement ?? document.body
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }))
  return document.activeElement?.id
}

test('j and k walk through the cards and stop at the ends', () => {
  expect([press('j'), press('j'), press('j'), press('k'), press('k')]).toEqual(['a', 'b', 'b', 'a', 'a'])
})

test('a leads to the button and presses nothing; d opens the reasons', () => {
  press('j')
  expect([press('a'), pressed]).toEqual(['accept-a', []])
  press('d')
  expect(pressed).toEqual(['decline-a'])
})

test('letters typed into a field, with a modifier or without a card are not for the queue', () => {
  press('d')
  document.getElementById('text-a')?.focus()
  expect(press('j')).toBe('text-a')
  document.getElementById('tick-a')?.focus()
  expect([press('d', { ctrlKey: true }), pressed]).toEqual(['tick-a', []])
  expect(press('j')).toBe('b')
})
