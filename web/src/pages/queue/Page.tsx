export function QueuePage() {
  return <p />
}
