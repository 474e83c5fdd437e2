// The middle of the bus, in the supervisor: passes frames between processes, and only those the table of topics allows. A
// process may be anything but well-meaning, so that what is passed on has been read here by the schema of its topic.
import type { ProcessName } from '#lib/wire/process.ts'
import type { Bus } from './bus.ts'
import { boundedSend, Frame, QUESTIONS_OPEN_MAX, type Send } from './frame.ts'
import { openBus } from './local.ts'
import { type Life, NEWS, type NewsTopic, QUESTIONS, type QuestionName } from './topics.ts'

/** A process at the relay: hand it what the process sent, and tell when the process is gone. */
export type Seat = { receive(frame: unknown): void; leave(): void }

/** Why a frame was not passed on. */
export type RelayDrop = 'unreadable' | 'forbidden' | 'slow-hearer' | 'unsendable'

export type Relay = {
  /** The supervisor's own bus. */
  bus: Bus
  join(process: ProcessName, send: Send): Seat
  close(): void
}

/** `incarnation`: the life that the process first spoke of as its own; it has no other. */
type Member = { process: ProcessName; send: (frame: Frame) => boolean; incarnation?: string }
type Open = { question: QuestionName; asker: Member; answerer: Member }
type Room = {
  members: Set<Member>
  open: Map<string, Open>
  onDrop: (process: ProcessName, drop: RelayDrop) => void
}

export function openRelay(onDrop: Room['onDrop'] = () => {}): Relay {
  const room: Room = { members: new Set(), open: new Map(), onDrop }
  const join: Relay['join'] = (process, send) => {
    const member: Member = { process, send: boundedSend(send) }
    room.members.add(member)
    return { receive: frame => receive(room, member, frame), leave: () => leave(room, member) }
  }
  const { bus, leaveRoom } = seatOfSupervisor(join)
  return {
    bus,
    join,
    close() {
      bus.close()
      leaveRoom()
    },
  }
}

function seatOfSupervisor(join: Relay['join']): { bus: Bus; leaveRoom: () => void } {
  let hear: (frame: unknown) => void = () => {}
  const seat = join('supervisor', (frame, sent) => {
    sent()
    hear(frame)
  })
  const bus = openBus('supervisor', {
    send: (frame, sent) => {
      sent()
      seat.receive(frame)
    },
    listen: receiveFrame => {
      hear = receiveFrame
      return () => {
        hear = () => {}
      }
    },
  })
  return { bus, leaveRoom: seat.leave }
}

function receive(room: Room, member: Member, unparsed: unknown) {
  const parsed = Frame.safeParse(unparsed)
  if (!parsed.success) return room.onDrop(member.process, 'unreadable')
  const frame = parsed.data
  switch (frame.type) {
    case 'news':
      return passNews(room, member, frame)
    case 'question':
      return passQuestion(room, member, frame)
    case 'answer':
    case 'unanswered':
      return passAnswer(room, member, frame)
    case 'withdrawn':
      if (room.open.get(frame.id)?.asker === member) room.open.delete(frame.id)
      return
  }
}

function passNews(room: Room, from: Member, frame: Extract<Frame, { type: 'news' }>) {
  const rule = NEWS[frame.topic]
  if (!rule.publishers.includes(from.process)) return room.onDrop(from.process, 'forbidden')
  const payload = rule.payload.safeParse(frame.payload)
  if (!payload.success) return room.onDrop(from.process, 'unreadable')
  const life = lifeOf(frame.topic, payload.data)
  if (life !== null && !isOwnLife(room, from, life)) return room.onDrop(from.process, 'forbidden')
  for (const member of room.members) {
    if (!rule.hearers.includes(member.process)) continue // who speaks may be one who hears
    deliver(room, member, { ...frame, payload: payload.data })
  }
}

function lifeOf(topic: NewsTopic, payload: unknown): Life | null {
  const rule: { lifeOf?: (payload: never) => Life } = NEWS[topic]
  return rule.lifeOf?.(payload as never) ?? null // the payload was read by the schema of the same topic
}

/** The first life a process speaks of becomes its own, unless another process has it already. */
function isOwnLife(room: Room, member: Member, { process, incarnation }: Life): boolean {
  if (process !== member.process) return false
  if (member.incarnation === undefined) {
    for (const other of room.members) if (other.incarnation === incarnation) return false
    member.incarnation = incarnation
  }
  return member.incarnation === incarnation
}

/** What one hearer cannot be told is dropped; it must end neither the relay nor what the others hear. */
function deliver(room: Room, to: Member, frame: Frame): boolean {
  let drop: RelayDrop = 'slow-hearer'
  try {
    if (to.send(frame)) return true
  } catch {
    drop = 'unsendable' // such as a value that is nested too deep to be written down
  }
  room.onDrop(to.process, drop)
  return false
}

function passQuestion(room: Room, asker: Member, frame: Extract<Frame, { type: 'question' }>) {
  const rule = QUESTIONS[frame.question]
  if (!rule.askers.includes(asker.process)) return room.onDrop(asker.process, 'forbidden')
  const answerer = [...room.members].find(member => rule.answerers.includes(member.process))
  const fault = answerer === undefined ? 'nobody' : openOf(room, asker) >= QUESTIONS_OPEN_MAX ? 'busy' : null
  const input = rule.input.safeParse(frame.input)
  if (!input.success) room.onDrop(asker.process, 'unreadable')
  if (answerer === undefined || fault !== null || !input.success || room.open.has(frame.id)) {
    deliver(room, asker, { type: 'unanswered', id: frame.id, fault: fault ?? 'failed' })
    return
  }
  room.open.set(frame.id, { question: frame.question, asker, answerer })
  if (!deliver(room, answerer, { ...frame, input: input.data }))
    passAnswer(room, answerer, { type: 'unanswered', id: frame.id, fault: 'busy' })
}

function passAnswer(room: Room, from: Member, frame: Extract<Frame, { type: 'answer' | 'unanswered' }>) {
  const open = room.open.get(frame.id)
  if (open === undefined) return // withdrawn in the meantime
  if (open.answerer !== from) return room.onDrop(from.process, 'forbidden')
  room.open.delete(frame.id)
  deliver(room, open.asker, frame.type === 'answer' ? readAnswer(room, open, frame) : frame)
}

function readAnswer(room: Room, open: Open, frame: Extract<Frame, { type: 'answer' }>): Frame {
  const value = QUESTIONS[open.question].answer.safeParse(frame.value)
  if (value.success) return { ...frame, value: value.data }
  room.onDrop(open.answerer.process, 'unreadable')
  return { type: 'unanswered', id: frame.id, fault: 'failed' }
}

function openOf(room: Room, asker: Member): number {
  let count = 0
  for (const open of room.open.values()) if (open.asker === asker) count += 1
  return count
}

function leave(room: Room, member: Member): void {
  room.members.delete(member)
  for (const [id, { asker, answerer }] of [...room.open]) {
    if (answerer === member) deliver(room, asker, { type: 'unanswered', id, fault: 'nobody' })
    if (answerer === member || asker === member) room.open.delete(id)
  }
}
