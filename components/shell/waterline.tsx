// The picture of the desk's one idea: a load line on a hull, the margin ratio as the water, and how much room is left.

const RUNGS = [
  { y: 300, word: 'CRITICAL', share: '80 %', colour: 'text-critical' },
  { y: 384, word: 'HIGH', share: '50 %', colour: 'text-high' },
  { y: 446, word: 'MEDIUM', share: '30 %', colour: 'text-medium' },
  { y: 560, word: 'SAFE', share: '', colour: 'text-safe' },
] as const

export function Waterline() {
  return (
    <svg
      viewBox="0 0 560 720"
      preserveAspectRatio="xMidYMax slice"
      className="absolute inset-0 size-full"
      aria-hidden="true"
    >
      <defs>
        <linearGradient id="water" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="var(--water-top)" />
          <stop offset="1" stopColor="var(--water-deep)" />
        </linearGradient>
      </defs>
      <g stroke="var(--line)" fill="none">
        {PLATES.map(y => (
          <path key={y} d={`M-40 ${y}H600`} />
        ))}
      </g>
      <g className="sway">
        <path d={wave(528, 10)} fill="url(#water)" opacity="0.55" />
      </g>
      <path d={wave(540, -8)} fill="url(#water)" />
      <g stroke="var(--ink)" fill="none">
        <circle cx="196" cy="228" r="86" strokeWidth="13" />
        <path d="M56 228H336" strokeWidth="15" />
      </g>
      <g fontFamily="var(--font-sans)" fill="var(--ink)" fontSize="15" letterSpacing="0.08em">
        <path d="M420 228V600" stroke="var(--ink)" strokeWidth="3" />
        <path d="M372 228H420" stroke="var(--ink)" strokeWidth="5" />
        <text x="436" y="224" fontWeight="600">
          100 %
        </text>
        <text x="436" y="243" fontSize="11" fill="var(--faint)">
          LIQUIDATION
        </text>
        {RUNGS.map(({ y, word, share, colour }) => (
          <g key={word} className={colour}>
            {share !== '' && <path d={`M386 ${y}H420`} stroke="currentColor" strokeWidth="5" />}
            <text x="436" y={y + 1} fontWeight="600">
              {share}
            </text>
            <text x="436" y={y + (share === '' ? 4 : 19)} fontSize="11" fill="var(--faint)">
              {word}
            </text>
          </g>
        ))}
      </g>
    </svg>
  )
}

const PLATES = [36, 132, 324, 420, 516, 612, 708] as const

/** A slow swell across the picture and beyond its edges, so that it can sway. */
function wave(y: number, height: number): string {
  const swells = [-80, 80, 240, 400, 560].map(x => `Q${x + 40} ${y - height} ${x + 80} ${y}T${x + 160} ${y}`)
  return `M-80 ${y}${swells.join('')}V740H-80Z`
}
