export function OrderPage() {
  return <p />
}
