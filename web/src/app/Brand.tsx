/** The mark: a palace roof over an open gate. */
export function Brand() {
  return (
    <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#a8281e" />
      <path
        d="M5 14.5c4-.4 8.600-2.800 11-6.500 2.400 3.700 7 6.100 11 6.500v2H5zM8.500 18.500h2.600V25H8.500zm12.400 0h2.600V25h-2.600zM14 25v-4.500h4V25z"
        fill="#fff"
      />
    </svg>
  )
}
