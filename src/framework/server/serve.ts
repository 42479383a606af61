import { platform } from 'node:os'
import type { Handler, Mode } from '../rpc/index.ts'
import type { RpcName } from '../rpc/proto.ts'
import type { Log } from '../schema/provider.ts'
import { createIdentity } from './certificate.ts'
import {
  checkVersion,
  failureLine,
  handshakeLine,
  isHosted,
  outliveReaders,
  type Place,
  print,
  redirectStdout,
} from './handshake.ts'
import { createLifetime, type Lifetime } from './lifetime.ts'
import { listen } from './listen.ts'
import { createLog } from './log.ts'
import { type Methods, unary } from './methods.ts'
import { reattachLines } from './reattach.ts'
import { handleDebugSignals, handleHostedSignals, reportCrashes, watchParent } from './stop.ts'

export interface ServeOptions {
  /** The provider's short name: `dbtcloud`. */
  readonly name: string
  /** Its full source address: `registry.terraform.io/dbt-labs/dbtcloud`. */
  readonly address: string
  readonly version: string
  /** With `--debug`, a person starts the process, and hosts attach to it. */
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  /** Default: a socket, except on Windows, where Node has none. */
  readonly network?: Place['network'] | undefined
  /** The time limit of pending calls when the process ends. Default: the time that verbs may take. */
  readonly patienceMs?: number | undefined
  readonly handlers: (log: Log, mode: Mode) => Readonly<Partial<Record<RpcName, Handler>>>
}

/**
 * Runs the process as a plugin. Returns when it listens, or when it has reported why it cannot and has set the
 * exit code.
 */
export const serve = async (options: ServeOptions): Promise<void> => {
  redirectStdout()
  outliveReaders()
  const lifetime = createLifetime(options.patienceMs)
  reportCrashes(lifetime)
  if (options.argv.includes('--debug')) return serveDebug(options, lifetime)
  if (isHosted(options.env)) return serveHost(options, lifetime)
  writeError(explanation(options))
  process.exitCode = 1
}

const explanation = ({ name, version }: ServeOptions) =>
  [
    `terraform-provider-${name} ${version} is a plugin: Terraform and OpenTofu start it themselves.`,
    'To start it manually and attach a host to it, use --debug.',
    '',
  ].join('\n')

const serveHost = async (options: ServeOptions, lifetime: Lifetime) => {
  const { name, env } = options
  handleHostedSignals(lifetime)
  watchParent(lifetime)
  try {
    checkVersion(env)
    const identity = createIdentity()
    const hostCertificate = env['PLUGIN_CLIENT_CERT']
    const tls = hostCertificate ? { identity, hostCertificate } : undefined
    const methods = methodsOf(options, lifetime, 'hosted')
    const network = networkOf(options)
    const place = await listen(methods, { network, env, tls, lifetime, endsWithHost: true })
    await print(handshakeLine(place, tls?.identity.certificate, env))
  } catch (error) {
    await print(failureLine(`terraform-provider-${name}`, error)).catch(() => {})
    process.exit(1)
  }
}

const serveDebug = async (options: ServeOptions, lifetime: Lifetime) => {
  handleDebugSignals(lifetime)
  const { address, env, name } = options
  try {
    const methods = methodsOf(options, lifetime, 'debug')
    const network = networkOf(options)
    const place = await listen(methods, { network, env, lifetime, endsWithHost: false })
    await print(reattachLines(address, place))
  } catch (error) {
    writeError(`${failureLine(`terraform-provider-${name}`, error)}\n`)
    process.exit(1)
  }
}

const networkOf = ({ network }: ServeOptions) =>
  network ?? (platform() === 'win32' ? 'tcp' : 'unix')

const methodsOf = (
  { name, env, handlers }: ServeOptions,
  { calls }: Lifetime,
  mode: Mode,
): Methods => {
  const log = createLog({ name, env, write: writeError, now: () => new Date() })
  const all = Object.entries(handlers(log, mode))
  return Object.fromEntries(all.map(([rpc, handler]) => [rpc, unary(handler, calls)]))
}

const writeError = (text: string) => process.stderr.write(text)
