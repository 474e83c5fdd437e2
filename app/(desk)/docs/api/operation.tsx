// One operation: what it is for, what it takes and what it may answer. Drawn by the browser too, so that the page carries
// what is to be said once, and not the elements as well.
'use client'
import { Panel } from '#components/ui/panel.tsx'
import { anchorOf } from './anchor.ts'
import type { Answer, Field, Operation, Schema } from './operations.ts'
import { SchemaView } from './schema-view.tsx'

export function OperationView({ operation }: { operation: Operation }) {
  const { id, method, path, summary, access, fields, body, answers } = operation
  const badge = (
    <code className="flex min-w-0 items-baseline gap-2 font-mono text-xs">
      <span className="border-line-strong text-soft rounded border px-1.5 py-0.5">{method}</span>
      <span className="text-ink break-all">{path}</span>
    </code>
  )
  return (
    <div id={anchorOf(id)} className="scroll-mt-24">
      <Panel title={summary} note={access} aside={badge}>
        <div className="space-y-5">
          {fields.length > 0 && <Fields fields={fields} />}
          {body !== undefined && <SchemaView title="Body" schema={body} />}
          <Answers answers={answers} />
        </div>
      </Panel>
    </div>
  )
}

function Fields({ fields }: { fields: readonly Field[] }) {
  return (
    <table className="w-full text-left text-[0.8125rem]">
      <caption className="text-soft mb-1 text-left text-xs font-medium">Parameters</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Where</th>
          <th scope="col">Schema</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ name, place, isRequired, schema }) => (
          <tr key={`${place} ${name}`} className="border-line border-t align-baseline">
            <th scope="row" className="text-ink py-1.5 pr-4 font-mono text-xs font-normal wrap-anywhere">
              {name}
            </th>
            <td className="text-soft py-1.5 pr-4">{isRequired ? `${place}, required` : place}</td>
            <td className="text-faint py-1.5 font-mono text-xs wrap-anywhere">{shortOf(schema)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Answers({ answers }: { answers: readonly Answer[] }) {
  const [done, ...refusals] = answers
  return (
    <>
      {done?.schema !== undefined && <SchemaView title={`Answer ${done.status}`} schema={done.schema} />}
      <div>
        <h3 className="text-soft mb-1 text-xs font-medium">Refusals</h3>
        <p className="text-soft font-mono text-xs wrap-anywhere">{refusals.map(refusalWords).join(' · ')}</p>
      </div>
    </>
  )
}

/** The status, and the codes that it may stand for. */
function refusalWords({ status, description }: Answer): string {
  return `${status} ${description.replace(/^[^:]*: /, '')}`
}

/** One line: the type and the bounds, without what only a validator reads. */
function shortOf(schema: Schema): string {
  const { type, pattern: _, ...bounds } = schema
  const words = Object.entries(bounds).map(([name, bound]) => `${name} ${JSON.stringify(bound)}`)
  return [String(type ?? ''), ...words].join(', ')
}
