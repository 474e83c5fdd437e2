// A few dozen values as a line: its shape matters, its numbers stand beside it.

type SparklineProps = { values: readonly number[]; label: string; count: number }

const WIDTH = 120
const HEIGHT = 28

export function Sparkline({ values, label, count }: SparklineProps) {
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="text-accent h-7 w-full"
      role="img"
      aria-label={label}
    >
      <path d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} stroke="var(--line)" vectorEffect="non-scaling-stroke" />
      {values.length > 1 && (
        <>
          <path
            d={`${lineOf(values, count)}V${HEIGHT}H${startOf(values, count)}Z`}
            fill="currentColor"
            opacity="0.1"
          />
          <path
            d={lineOf(values, count)}
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
            vectorEffect="non-scaling-stroke"
            strokeLinejoin="round"
          />
        </>
      )}
    </svg>
  )
}

/** New values come in at the right edge, whether the trail is full or not. */
function startOf(values: readonly number[], count: number): number {
  return WIDTH - ((values.length - 1) / (count - 1)) * WIDTH
}

function lineOf(values: readonly number[], count: number): string {
  const low = Math.min(...values)
  const high = Math.max(...values)
  // A process at rest moves by some kilobytes: at least a twentieth of it fills the height, or noise would look like news.
  const span = Math.max(high - low, high * 0.05, 1)
  const middle = (high + low) / 2
  const points = values.map((value, index) => {
    const x = startOf(values, count) + (index / (count - 1)) * WIDTH
    const y = HEIGHT / 2 - ((value - middle) / span) * (HEIGHT - 4)
    return `${x.toFixed(1)} ${y.toFixed(1)}`
  })
  return `M${points.join('L')}`
}
