/** The same value, which throws when anything in it is written to; maps and sets too. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  if (value instanceof Map || value instanceof Set) {
    const refuse = () => {
      throw new TypeError('frozen')
    }
    Object.assign(value, { set: refuse, add: refuse, delete: refuse, clear: refuse })
    for (const inner of value.values()) frozen(inner)
  } else for (const inner of Object.values(value)) frozen(inner)
  return Object.freeze(value)
}
