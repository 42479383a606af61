import { platform } from 'node:os'
import type { Handler } from '../rpc/index.ts'
import type { RpcName } from '../rpc/proto.ts'
import type { Log } from '../schema/provider.ts'
import { createIdentity } from './certificate.ts'
import {
  checkVersion,
  failureLine,
  handshakeLine,
  isHosted,
  type Place,
  print,
  redirectStdout,
} from './handshake.ts'
import { listen } from './listen.ts'
import { createLog } from './log.ts'
import { type Methods, unary } from './methods.ts'
import { reattachLines } from './reattach.ts'
import { handleSignals, reportCrashes, watchParent } from './stop.ts'

export interface ServeOptions {
  /** The provider's short name: `dbtcloud`. */
  readonly name: string
  /** Its full source address: `registry.terraform.io/dbt-labs/dbtcloud`. */
  readonly address: string
  readonly version: string
  /** `--debug` in it: a person starts the process, and hosts attach to it. */
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  /** Default: a socket, but on Windows, where Node has none. */
  readonly network?: Place['network'] | undefined
  readonly handlers: (log: Log) => Readonly<Partial<Record<RpcName, Handler>>>
}

/**
 * Runs the process as a plugin. Returns when it listens, or when it said why it does not; the exit
 * code is set then.
 */
export const serve = async (options: ServeOptions): Promise<void> => {
  redirectStdout()
  reportCrashes()
  if (options.argv.includes('--debug')) return serveDebug(options)
  if (isHosted(options.env)) return serveHost(options)
  writeError(explanation(options))
  process.exitCode = 1
}

const explanation = ({ name, version }: ServeOptions) =>
  [
    `terraform-provider-${name} ${version} is a plugin: Terraform and OpenTofu start it themselves.`,
    'To start it by hand and attach a host to it, use --debug.',
    '',
  ].join('\n')

const serveHost = async (options: ServeOptions) => {
  const { name, env } = options
  handleSignals({ hosted: true })
  watchParent()
  try {
    checkVersion(env)
    const identity = createIdentity()
    const hostCertificate = env['PLUGIN_CLIENT_CERT']
    const tls = hostCertificate ? { identity, hostCertificate } : undefined
    const place = await listen(methodsOf(options), { network: networkOf(options), env, tls })
    await print(handshakeLine(place, tls?.identity.certificate, env))
  } catch (error) {
    await print(failureLine(`terraform-provider-${name}`, error))
    process.exit(1)
  }
}

const serveDebug = async (options: ServeOptions) => {
  handleSignals({ hosted: false })
  const place = await listen(methodsOf(options), { network: networkOf(options), env: options.env })
  await print(reattachLines(options.address, place))
}

const networkOf = ({ network }: ServeOptions) =>
  network ?? (platform() === 'win32' ? 'tcp' : 'unix')

const methodsOf = ({ name, env, handlers }: ServeOptions): Methods => {
  const log = createLog({ name, env, write: writeError, now: () => new Date() })
  const methods = Object.entries(handlers(log)).map(([rpc, handler]) => [rpc, unary(handler)])
  return Object.fromEntries(methods)
}

const writeError = (text: string) => process.stderr.write(text)
