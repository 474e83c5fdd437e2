// The picture of the desk's one idea: a load line on a hull, the margin ratio as the water, and how much room is left.
import { classes } from '#components/ui/classes.ts'

/** Two cuts of one picture: a tall hull beside the text, and a low one above it. */
export function Waterline() {
  return (
    <>
      <Hull cut={TALL} className="hidden lg:block" />
      <Hull cut={LOW} className="lg:hidden" />
    </>
  )
}

type Cut = {
  name: string
  width: number
  height: number
  ring: { x: number; y: number; radius: number; stroke: number }
  ladder: { x: number; foot: number; stroke: number }
  /** Where 80, 50 and 30 percent stand below the line. */
  rungs: readonly [number, number, number]
  water: number
  plates: number
  fontSize: number
  /** Words below the numbers, or beside them. */
  isStacked: boolean
}

const TALL: Cut = {
  name: 'tall',
  width: 480,
  height: 720,
  ring: { x: 164, y: 228, radius: 84, stroke: 13 },
  ladder: { x: 362, foot: 604, stroke: 3 },
  rungs: [300, 384, 446],
  water: 536,
  plates: 96,
  fontSize: 15,
  isStacked: true,
}
const LOW: Cut = {
  name: 'low',
  width: 390,
  height: 176,
  ring: { x: 92, y: 62, radius: 36, stroke: 6 },
  ladder: { x: 236, foot: 158, stroke: 2 },
  rungs: [80, 104, 122],
  water: 142,
  plates: 44,
  fontSize: 10,
  isStacked: false,
}

function Hull({ cut, className }: { cut: Cut; className: string }) {
  const { name, width, height, ring, water } = cut
  const plates = Array.from(
    { length: Math.ceil(height / cut.plates) },
    (_, index) => (index + 0.4) * cut.plates,
  )
  const reach = ring.radius * 1.62
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="xMidYMid slice"
      className={classes('absolute inset-0 size-full', className)}
      aria-hidden="true"
    >
      <defs>
        <linearGradient id={`water-${name}`} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="var(--water-top)" />
          <stop offset="1" stopColor="var(--water-deep)" />
        </linearGradient>
      </defs>
      <path d={plates.map(y => `M-400 ${y}H1200`).join('')} stroke="var(--line)" fill="none" />
      <path className="sway" d={wave(cut, water - 10)} fill={`url(#water-${name})`} opacity="0.5" />
      <path d={wave(cut, water)} fill={`url(#water-${name})`} />
      <g stroke="var(--ink)" fill="none" strokeWidth={ring.stroke}>
        <circle cx={ring.x} cy={ring.y} r={ring.radius} />
        <path d={`M${ring.x - reach} ${ring.y}H${ring.x + reach}`} strokeWidth={ring.stroke * 1.15} />
      </g>
      <Ladder cut={cut} />
    </svg>
  )
}

function Ladder({ cut }: { cut: Cut }) {
  const { ladder, ring, rungs, fontSize, isStacked } = cut
  const word = isStacked ? { x: fontSize, y: fontSize * 1.45 } : { x: fontSize * 4.6, y: fontSize * 0.3 }
  const steps = [
    { y: ring.y, share: '100 %', name: 'LIQUIDATION', colour: 'text-ink', length: 3 },
    { y: rungs[0], share: '80 %', name: 'CRITICAL', colour: 'text-critical', length: 2.2 },
    { y: rungs[1], share: '50 %', name: 'HIGH', colour: 'text-high', length: 2.2 },
    { y: rungs[2], share: '30 %', name: 'MEDIUM', colour: 'text-medium', length: 2.2 },
  ] as const
  return (
    <g fontSize={fontSize} letterSpacing="0.06em">
      <path d={`M${ladder.x} ${ring.y}V${ladder.foot}`} stroke="var(--ink)" strokeWidth={ladder.stroke} />
      {steps.map(({ y, share, name, colour, length }) => (
        <g key={name} className={colour}>
          <path
            d={`M${ladder.x - length * fontSize} ${y}H${ladder.x}`}
            stroke="currentColor"
            strokeWidth={ladder.stroke * 1.7}
          />
          <text x={ladder.x + fontSize} y={y + fontSize * 0.36} fill="var(--ink)" fontWeight="600">
            {share}
          </text>
          <text x={ladder.x + word.x} y={y + word.y} fill="var(--faint)" fontSize={fontSize * 0.72}>
            {name}
          </text>
        </g>
      ))}
    </g>
  )
}

/** A slow swell across the picture and far beyond its edges: it sways, and the picture is cut at any width. */
function wave({ height, fontSize }: Cut, y: number): string {
  const length = fontSize * 10
  const swells = Array.from(
    { length: 12 },
    () => `q${length / 4} ${-fontSize / 2} ${length / 2} 0t${length / 2} 0`,
  )
  return `M-400 ${y}${swells.join('')}V${height * 2}H-400Z`
}
