// The Plimsoll mark: a ring and the line that shows how deep a ship may lie.

export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <circle cx="12" cy="12" r="7.25" stroke="currentColor" strokeWidth="2" />
      <path d="M1.5 12h21" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
    </svg>
  )
}
