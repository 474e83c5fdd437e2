// What somebody sees who is not signed in: the desk runs, and where its link is found.
import { CommandLine } from '#components/ui/command-line.tsx'
import { SeverityWord } from '#components/ui/severity.tsx'
import { SETUP_COMMAND } from './new-link.tsx'

export function NewcomerView() {
  return (
    <>
      <SeverityWord severity="safe">The desk is running</SeverityWord>
      <h1 className="text-ink mt-4 text-4xl leading-[1.08] font-semibold tracking-tight sm:text-5xl">
        Know your <br />
        waterline.
      </h1>
      <p className="text-soft mt-5 max-w-[46ch] text-base">
        A futures trading desk of your own, which shows before and after every decision how far an account is
        from its waterline: liquidation.
      </p>
      <section aria-labelledby="way-in" className="mt-10">
        <h2 id="way-in" className="text-ink text-sm font-semibold tracking-tight">
          The way in
        </h2>
        <p className="text-soft mt-1.5 text-[0.8125rem]">
          A new desk is opened by its one-time set-up link. It was printed where the desk was started; a new
          one is made there by
        </p>
        <div className="mt-3">
          <CommandLine text={SETUP_COMMAND} />
        </div>
      </section>
    </>
  )
}
