/** A picture beside a word; never alone, and so never read aloud. `of` comes from icons.ts, not from data. */
export function Icon({ of }: { readonly of: string }) {
  return <span class="icon" aria-hidden="true" dangerouslySetInnerHTML={{ __html: of }} />
}
