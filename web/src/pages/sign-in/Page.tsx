export function SignInPage({ expired }: { readonly expired: boolean }) {
  return <p>{String(expired)}</p>
}
