export function OrderDetailPage() {
  return <p />
}
