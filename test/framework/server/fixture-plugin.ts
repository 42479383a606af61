import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect as connectSocket, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type ConnectOptions,
  connect,
  createHostIdentity,
  dial,
  hostEnvironment,
  parseHandshake,
} from '../../core/plugin-client.ts'
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

/** Passes on what comes, until the connections are dropped. */
const relayTo = async (address: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'relay-'))
  const open = new Set<Socket>()
  const server = createServer((near) => {
    const far = connectSocket(address.startsWith('/') ? { path: address } : portOf(address))
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket)
      socket.on('error', () => other.destroy()).pipe(other)
    }
  }).listen(join(folder, 's'))
  await once(server, 'listening')
  const drop = () => {
    server.close()
    for (const socket of open) socket.destroy()
    rmSync(folder, { recursive: true })
  }
  return { target: `unix:${join(folder, 's')}`, drop }
}

const portOf = (address: string) => ({ host: '127.0.0.1', port: Number(address.split(':')[1]) })

/** A host that can vanish as one that is killed does, though the parent of the process lives on. */
export const connectVanishing = async ({ args, env }: StartOptions = {}) => {
  const host = createHostIdentity()
  const plugin = startFixture({ args, env: { ...hostEnvironment(host), ...env } })
  const { address, certificate } = parseHandshake(await plugin.stdoutLine(/^/))
  const { target, drop } = await relayTo(address)
  const connection = dial(target, { ...host, serverCertificate: certificate })
  const vanish = () => {
    drop()
    connection.close()
  }
  return { ...plugin, ...connection, address, vanish }
}
