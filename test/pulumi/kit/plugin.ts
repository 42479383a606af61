import type { StdioData } from '../../../src/framework/rpc/generated/companions.ts'
import {
  type Connection,
  dial,
  type Handshake,
  type HostIdentity,
  hostEnvironment,
  parseHandshake,
} from '../../core/plugin-client.ts'
import { type Exit, type Plugin, start } from '../../core/plugin-process.ts'
import { type Broker, openBroker } from './broker.ts'
import { createIdentityOf } from './host-identity.ts'

/** The provider's process as the bridge starts it (dynamic/…/loader.go, startPluginClient). */
export interface BridgedPlugin extends Omit<Plugin, 'kill'> {
  readonly handshake: Handshake
  readonly connection: Connection
  readonly broker: Broker
  /** The data from GRPCStdio. The bridge logs each piece as unexpected. */
  readonly unexpected: readonly StdioData[]
  /** GRPCController.Shutdown, which the bridge calls at its end. */
  shutdown(): Promise<Exit>
  kill(signal?: NodeJS.Signals): Promise<Exit>
}

export interface LaunchOptions {
  readonly env?: Readonly<Record<string, string>> | undefined
  readonly identity?: HostIdentity | undefined
}

/** Uses AutoMTLS and protocols 5 and 6, and opens the broker and stdio streams. No health check. */
export const launch = async (
  command: string,
  { env, identity = createIdentityOf('P-521') }: LaunchOptions = {},
): Promise<BridgedPlugin> => {
  const plugin = start(command, { env: { ...hostEnvironment(identity), ...env } })
  const handshake = parseHandshake(await plugin.stdoutLine(/^/))
  const { target, certificate: serverCertificate } = handshake
  const connection = dial(target, { ...identity, serverCertificate })
  const broker = openBroker(handshake, identity)
  const leave = () => {
    connection.close()
    broker.close()
    return plugin.exited
  }
  return {
    ...plugin,
    handshake,
    connection,
    broker,
    unexpected: listen(connection),
    shutdown: async () => {
      await connection.call('Shutdown', {})
      await broker.ended
      return leave()
    },
    kill: (signal) => {
      const exit = plugin.kill(signal)
      void exit.then(leave)
      return exit
    },
  }
}

const listen = (connection: Connection): readonly StdioData[] => {
  const pieces: StdioData[] = []
  const collect = async () => {
    for await (const piece of connection.stream('StreamStdio', {})) pieces.push(piece)
  }
  // It breaks if the plugin is killed.
  collect().catch(() => {})
  return pieces
}
