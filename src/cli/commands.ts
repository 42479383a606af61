import type { Command } from './command.ts'

interface Entry {
  /** One line for the list of all. */
  readonly summary: string
  /** A start loads the one command that it runs. */
  load(): Promise<Command>
}

export const commands: Readonly<Record<string, Entry>> = {
  install: {
    summary: 'Install this provider where Terraform and OpenTofu look for it',
    load: async () => (await import('./install.ts')).install,
  },
  uninstall: {
    summary: 'Undo the install command',
    load: async () => (await import('./uninstall.ts')).uninstall,
  },
  doctor: {
    summary: 'Check the settings, the connection, and the SCIM tokens',
    load: async () => (await import('./doctor.ts')).doctor,
  },
  emulator: {
    summary: 'Run an emulated dbt Cloud on this machine',
    load: async () => (await import('./emulator.ts')).emulator,
  },
  schema: {
    summary: 'Print the provider schema as JSON',
    load: async () => (await import('./schema.ts')).schema,
  },
  'pulumi-import': {
    summary: 'Move resources from a Terraform state to a Pulumi stack',
    load: async () => (await import('./pulumi-import.ts')).pulumiImport,
  },
  debug: {
    summary: 'Run the provider for a host to attach to',
    load: async () => (await import('./debug.ts')).debug,
  },
}
