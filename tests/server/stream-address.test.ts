import { expect, test } from 'vitest'
import { streamAddress } from '@gongyue/server/features/programmes/stream-address.ts'

test('a stream has a whole https address', () => {
  expect(streamAddress('https://live.example.cn/a?b=1')).toBe('https://live.example.cn/a?b=1')
  for (const wrong of ['', 'live.example.cn', 'http://live.example.cn', 'https://a:b@live.example.cn', 'https://x'])
    expect(streamAddress(wrong)).toBeNull()
})
