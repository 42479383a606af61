import { type ConnectOptions, connect } from '../../core/plugin-client.ts'
import { type StartOptions, start } from '../../core/plugin-process.ts'

const FIXTURE = new URL('./fixture.ts', import.meta.url).pathname

const withFixture = <O extends StartOptions>(options: O) => ({
  ...options,
  args: [FIXTURE, ...(options.args ?? [])],
})

/** Starts the fixture and greets it as Terraform does. */
export const connectFixture = (options: ConnectOptions = {}) =>
  connect(process.execPath, withFixture(options))

/** Starts the fixture and leaves the greeting to the test. */
export const startFixture = (options: StartOptions = {}) =>
  start(process.execPath, withFixture(options))

/** The same, started by a shell: in `script`, `"$0" "$1"` is the command. */
export const connectThroughShell = (script: string) =>
  connect('/bin/sh', { args: ['-c', script, process.execPath, FIXTURE] })
