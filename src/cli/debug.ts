import { command } from './command.ts'

export const debug = command({
  about:
    'Serves the provider until interrupted, and prints the line TF_REATTACH_PROVIDERS=… : a Terraform\n' +
    'with it in its environment uses this process, which may run in a debugger or with a log of its own.',
  flags: {},
  run: async (_values, { serveDebug }) => {
    await serveDebug()
    return 0
  },
})
