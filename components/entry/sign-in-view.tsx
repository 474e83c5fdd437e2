// The sign-in page: which desk this is, the ways in, and what to do when they are lost.
'use client'
import { CommandLine } from '#components/ui/command-line.tsx'
import { SignInForm } from './sign-in-form.tsx'

type SignInViewProps = { host: string; version: string; next: string }

export function SignInView({ host, version, next }: SignInViewProps) {
  return (
    <>
      <h1 className="text-ink text-3xl font-semibold tracking-tight">Sign in</h1>
      <p className="text-faint mt-1.5 mb-7 text-[0.8125rem] wrap-break-word">
        {host} · Plimsoll {version} · self-hosted
      </p>
      <SignInForm onEntered={() => location.replace(next)} />
      <details className="text-soft mt-7 text-[0.8125rem]">
        <summary className="hover:text-ink min-h-control flex cursor-pointer items-center font-medium">
          Lost your phone, or forgot the password?
        </summary>
        <div className="space-y-3 pb-2">
          <p>A recovery code stands in for the phone, once.</p>
          <p>Nobody resets a password from here. Whoever runs the desk makes a link for you where it runs:</p>
          <CommandLine text="npm run desk -- reset-password <your name>" />
        </div>
      </details>
    </>
  )
}
