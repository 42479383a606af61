// The bridge as a process of its own, as the engine starts it: makes one token and ends. What it has
// done is told on stdout, a line each; Ctrl-C is told and otherwise passed over, since the engine
// decides when it ends.
import { openBridge } from './bridge.ts'
import { launch } from './plugin.ts'
import { type } from './scene.ts'

const [, , executable = '', ...variables] = process.argv
const env = Object.fromEntries(variables.map((variable) => variable.split(/=(.*)/)))

const tell = (line: string) => process.stdout.write(`${line}\n`)

process.on('SIGINT', () => tell('interrupted'))
const plugin = await launch(executable, { env })
tell(`started ${plugin.pid} ${plugin.handshake.address}`)
const bridge = await openBridge(plugin.connection)
await bridge.configure({})
const { outputs } = await bridge.create(type, { name: 'okta-scim' })
tell(`created ${JSON.stringify(outputs)}`)
const { code } = await plugin.shutdown()
tell(`ended ${code}`)
