import { parseAddress } from './address.ts'
import { command } from './command.ts'
import { mirrorFlags } from './mirror.ts'
import { wrap } from './wrap.ts'

const STARTED =
  'The provider is running. In another terminal, set the first variable above for Terraform or OpenTofu, ' +
  'or the second for Pulumi, and run your commands there. The provider reads its own environment variables, such as ' +
  'DBT_CLOUD_TOKEN, from this terminal. Press Ctrl-C here to stop it.'

export const debug = command({
  about:
    'Runs the provider until you press Ctrl-C and prints two environment variables. Terraform and OpenTofu ' +
    'attach to this process when TF_REATTACH_PROVIDERS is set, and Pulumi attaches when ' +
    'PULUMI_BRIDGE_REATTACH_PROVIDERS is set. Use it to run the provider in a debugger or to read its log ' +
    'on its own.\n\n' +
    'The provider reads DBT_CLOUD_TOKEN and the other environment variables of this process, not those of ' +
    'the terminal where you run Terraform.\n\n' +
    'In a POSIX shell, write "export" before the line. In PowerShell, write "$env:" before it. Unset the ' +
    'variable when you are done: commands fail while it names a process that has ended.\n\n' +
    'The address must be the "source" in your configuration. With OpenTofu, a "source" with a host name needs the same full address as the key in the variable. ' +
    'All configurations that attach, and all aliases of the provider in one configuration, share one process ' +
    'and the settings that came last, so attach one configuration without aliases at a time.',
  flags: { address: mirrorFlags.address },
  run: async ({ address }, { serveDebug, terminal }) => {
    await serveDebug(parseAddress(address))
    terminal.remark(`\n${wrap(STARTED, terminal.columns).join('\n')}`)
    return 0
  },
})
