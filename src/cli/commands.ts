import type { Command } from './command.ts'

interface Entry {
  /** One line for the list of all. */
  readonly summary: string
  /** A start loads the one command that it runs. */
  load(): Promise<Command>
}

export const commands: Readonly<Record<string, Entry>> = {
  install: {
    summary: 'put this executable where Terraform looks for it, and show the configuration for it',
    load: async () => (await import('./install.ts')).install,
  },
  doctor: {
    summary: 'check settings, network, token, account and SCIM, and look for stray SCIM tokens',
    load: async () => (await import('./doctor.ts')).doctor,
  },
  emulator: {
    summary: 'serve an emulated dbt Cloud on this machine, to try the provider against',
    load: async () => (await import('./emulator.ts')).emulator,
  },
  schema: {
    summary: 'print the schema as JSON, as `terraform providers schema -json` does',
    load: async () => (await import('./schema.ts')).schema,
  },
  debug: {
    summary: 'serve as a provider that Terraform attaches to, until interrupted',
    load: async () => (await import('./debug.ts')).debug,
  },
}
