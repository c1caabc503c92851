export function OrdersPage() {
  return <p />
}
