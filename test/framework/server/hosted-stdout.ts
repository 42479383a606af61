import t from 'tap'
import { connect } from '../../core/plugin-client.ts'

t.test(
  'what a dependency prints while it is loaded does not reach the host as a handshake',
  async (t) => {
    const noisy = new URL('./fixture-noisy.ts', import.meta.url).pathname
    const plugin = await connect(process.execPath, { args: [noisy] })
    t.match(plugin.stderr.join('\n'), 'printed by a dependency')
    t.strictSame(await plugin.shutdown(), { code: 0, signal: null })
  },
)
