import { createHash } from 'node:crypto'
import { FOUNDED } from './house.ts'
import { idOf } from './dice.ts'

/** A screen of the sample. Nobody has its token: management gives it a new address under “Screens” and opens that on the screen. */
export interface SampleScreen {
  readonly id: string
  readonly kind: 'wall' | 'door'
  readonly name: string
  readonly spaceCodes: readonly string[]
  readonly hours: number
  readonly orientation: 'auto' | 'landscape' | 'portrait'
  /** As PostgreSQL reads bytes; of a text that is no token, so that it opens nothing. */
  readonly tokenHash: string
}

export const SCREENS: readonly SampleScreen[] = [
  screen('wall', '一楼大厅 LED 屏', [], 12, 'landscape'),
  screen(
    'wall',
    '二楼教室走廊竖屏',
    ['classroom-201-202', 'classroom-203', 'classroom-204', 'rehearsal'],
    12,
    'portrait',
  ),
  screen('door', '204 教室门口屏', ['classroom-204'], 12, 'auto'),
]

function screen(
  kind: SampleScreen['kind'],
  name: string,
  spaceCodes: readonly string[],
  hours: number,
  orientation: SampleScreen['orientation'],
): SampleScreen {
  const tokenHash = `\\x${createHash('sha256').update(`screen ${name}`).digest('hex')}`
  return { id: idOf(`screen ${name}`, FOUNDED), kind, name, spaceCodes, hours, orientation, tokenHash }
}
