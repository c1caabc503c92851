import './further-entries.css'
import { further, type FurtherEntries } from './navigation.ts'
import { may, session } from './session.ts'

/** Puts what the reader has besides booking and learning into the navigation; an answer for somebody who left meanwhile is nobody's. */
export async function readFurtherEntries(): Promise<void> {
  const reader = session.value?.user.id
  const entries = await entriesOf()
  if (session.value?.user.id === reader) further.value = entries
}

/** The words and pictures of others are not fetched. */
async function entriesOf(): Promise<FurtherEntries> {
  if (may('desk')) return (await import('./office-navigation.ts')).OFFICE_ENTRIES
  return await (await import('./branch-navigation.ts')).branchEntries()
}
