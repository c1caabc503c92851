/**
 * A part's name without what its group already says: under 乒乓球馆 the row reads "1 号台", under "Rehearsal hall A+B" it reads "A".
 * The whole name stays where nothing would be left of it.
 */
export function shortName(name: string, groupName: string): string {
  const rest = name.startsWith(groupName) ? name.slice(groupName.length) : name.slice(sharedWords(name, groupName))
  const short = rest.replace(/^[\s,，、:：·-]+/, '')
  return short === '' ? name : short
}

/** How many characters the two names share from the start, up to the end of a word. */
function sharedWords(name: string, groupName: string): number {
  let shared = 0
  while (shared < name.length && name[shared] === groupName[shared]) shared += 1
  return name.lastIndexOf(' ', shared - 1) + 1
}
