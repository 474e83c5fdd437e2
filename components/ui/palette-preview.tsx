// A palette as it will be met: rising candles hollow, falling ones filled, and figures with their arrow and sign.
import type { Palette } from '#lib/wire/preferences.ts'

/** Open, high, low and close, from the top of the picture down. */
const CANDLES = [
  [26, 12, 30, 15],
  [16, 9, 24, 22],
  [22, 16, 34, 30],
  [30, 18, 33, 20],
  [20, 6, 23, 9],
  [10, 5, 20, 17],
  [17, 4, 19, 7],
] as const
const STEP = 12
const BODY = 6

export function PalettePreview({ palette }: { palette: Palette }) {
  return (
    <span
      data-palette={palette}
      // On the ground that figures stand on: the wash of what is chosen would make them too faint.
      className="bg-panel flex flex-wrap items-center gap-x-2 gap-y-1 rounded-sm p-1"
      aria-hidden="true"
    >
      <svg
        viewBox={`0 0 ${CANDLES.length * STEP} 38`}
        className="h-10 w-24 min-w-0"
        fill="none"
        aria-hidden="true"
      >
        {CANDLES.map(([open, high, low, close], place) => {
          const isUp = close < open
          const colour = isUp ? 'var(--up)' : 'var(--down)'
          const x = place * STEP + STEP / 2
          const [top, foot] = [Math.min(open, close), Math.max(open, close)]
          return (
            <g key={x} stroke={colour} strokeWidth="1.25">
              <path d={`M${x} ${high}V${top}M${x} ${foot}V${low}`} />
              <rect x={x - BODY / 2} y={top} width={BODY} height={foot - top} fill={isUp ? 'none' : colour} />
            </g>
          )
        })}
      </svg>
      <span className="text-xs leading-tight font-medium whitespace-nowrap tabular-nums">
        <span className="text-up block">▲ +1.24 %</span>
        <span className="text-down block">▼ −0.87 %</span>
      </span>
    </span>
  )
}
