import { nameIn } from '../../text/locale.ts'
import type { OrderModel } from './model.ts'

/** Names of spaces as the model knows them, in the reader's language. */
export function nameOf(model: OrderModel): (spaceId: string) => string {
  return (spaceId) => {
    const space = model.spaces.value.get(spaceId)
    return space ? nameIn(space.name) : ''
  }
}
