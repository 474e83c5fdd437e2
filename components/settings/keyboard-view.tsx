// Which keys do what: each can be another, or none, and keys without Ctrl can be switched off altogether.
'use client'
import { KEY_ACTIONS, type KeyAction } from '#components/data/keys.ts'
import { usePreferences } from '#components/data/preferences.ts'
import { Panel } from '#components/ui/panel.tsx'
import { SwitchField } from '#components/ui/switch-field.tsx'
import { changedKeys } from './key-changes.ts'
import { KeyRow } from './key-row.tsx'
import { PressTwice } from './press-twice.tsx'
import { SaveMark } from './save-mark.tsx'
import { Column, Section } from './section.tsx'
import { useSetting } from './use-setting.ts'

export function KeyboardView() {
  const single = useSetting('shortcuts')
  const keys = useSetting('keys')
  const { preferences } = usePreferences()
  const changed = changedKeys(preferences)
  return (
    <Section
      width="pair"
      lead="Everything can be done by keyboard. None of these keys is heard while you type into a field or a dialog is open."
      actions={
        changed.length > 0 && (
          <PressTwice
            label="Reset all"
            consequence={`Reset ${changed.length} changed ${changed.length === 1 ? 'key' : 'keys'}`}
            onAct={() => keys.change({})}
          />
        )
      }
    >
      <Column>
        <Panel title="Single keys">
          <SwitchField
            label="Keys without Ctrl or Cmd"
            hint="Off, if you speak to the browser or brush keys by accident. Ctrl K still opens the search."
            checked={single.value}
            onChange={single.change}
          />
          <SaveMark saving={single.saving} standard="Default: on" />
        </Panel>
        <KeyGroup group="Desk" isOff={!single.value} />
      </Column>
      <Column>
        <KeyGroup group="Go to" isOff={!single.value} />
        <KeyGroup group="Lists" isOff={!single.value} />
      </Column>
      <SaveMark
        saving={keys.saving}
        standard={changed.length === 0 ? 'All keys are as they come' : CHANGED}
      />
    </Section>
  )
}

function KeyGroup({ group, isOff }: { group: KeyAction['group']; isOff: boolean }) {
  return (
    <Panel title={group}>
      <ul className="divide-line border-line divide-y border-t">
        {KEY_ACTIONS.filter(action => action.group === group).map(action => (
          <KeyRow key={action.id} id={action.id} isOff={isOff} />
        ))}
      </ul>
    </Panel>
  )
}

const CHANGED = 'Your keys follow you to every device'
