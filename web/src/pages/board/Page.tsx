export function BoardPage() {
  return <p />
}
