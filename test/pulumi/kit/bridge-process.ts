// The bridge as a separate process, as the engine starts it. It creates one token and ends. It prints each
// step as a line. It prints Ctrl-C and otherwise ignores it, because the engine decides when the bridge
// ends.
import { openBridge } from './bridge.ts'
import { launch } from './plugin.ts'
import { type } from './scene.ts'

const [, , executable = '', ...variables] = process.argv
const env = Object.fromEntries(variables.map((variable) => variable.split(/=(.*)/)))

const print = (line: string) => process.stdout.write(`${line}\n`)

process.on('SIGINT', () => print('interrupted'))
const plugin = await launch(executable, { env })
print(`started ${plugin.pid} ${plugin.handshake.address}`)
const bridge = await openBridge(plugin.connection)
await bridge.configure({})
const { outputs } = await bridge.create(type, { name: 'okta-scim' })
print(`created ${JSON.stringify(outputs)}`)
const { code } = await plugin.shutdown()
print(`ended ${code}`)
