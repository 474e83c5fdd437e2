// The settings begin with who one is.
import { redirect } from 'next/navigation'

export default function SettingsPage() {
  redirect('/settings/profile')
}
