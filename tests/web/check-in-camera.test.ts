import { encode } from 'uqr'
import { expect, test } from 'vitest'
import { checkInText } from '@gongyue/shared/domain/check-in-code.ts'
import { decodeFrame } from '../../web/src/pages/check-in/decode-frame.ts'

/** A code as a camera sees it: so many pixels for each module, in the middle of a grey wall. */
function frameOf(text: string, pixels: number): ImageData {
  const { data: modules, size } = encode(text, { border: 4, ecc: 'M' })
  const side = size * pixels + 80
  const data = new Uint8ClampedArray(side * side * 4).fill(200)
  modules.forEach((row, y) =>
    row.forEach((dark, x) => {
      for (let dy = 0; dy < pixels; dy += 1)
        for (let dx = 0; dx < pixels; dx += 1)
          data.fill(dark ? 20 : 250, at(x * pixels + dx, y * pixels + dy), at(x * pixels + dx, y * pixels + dy) + 3)
    }),
  )
  return { width: side, height: side, data, colorSpace: 'srgb' }

  function at(x: number, y: number): number {
    return ((y + 40) * side + x + 40) * 4
  }
}

test.each([4, 7, 12])('the picture that we draw is read again at %i pixels a module', (pixels) => {
  const text = checkInText({ facilityId: '0193b5a0-1111-7000-8000-000000000001', day: '2026-12-05', code: '004217' })
  expect(decodeFrame(frameOf(text, pixels))).toBe(text)
})

test('a frame without a code is no fault', () => {
  const data = new Uint8ClampedArray(200 * 200 * 4).fill(128)
  expect(decodeFrame({ width: 200, height: 200, data, colorSpace: 'srgb' })).toBeNull()
})
