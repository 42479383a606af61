import type { Emulator, Fault, Permission } from '../../src/emulator/index.ts'
import { provider, token } from './kit/hcl.ts'
import { hosted } from './kit/host.ts'
import { account, setScene, tokensPath } from './kit/scene.ts'

const config = `
${provider({ retry_interval_seconds: 0, timeout_seconds: 2 })}
${token('okta')}
`

const failing =
  (fault: Fault) =>
  (emulator: Emulator): void =>
    void emulator.fail({ method: 'GET', path: /tokens/ }, { ...fault, times: Infinity })

const blinded =
  (permission: Permission) =>
  (emulator: Emulator): void =>
    emulator.permit(account, permission)

const troubles = [
  { what: '400', cause: failing({ status: 400 }), says: /status 400/ },
  { what: '403', cause: failing({ status: 403 }), says: /status 403/ },
  { what: '500', cause: failing({ status: 500 }), says: /status 500/ },
  {
    what: "a proxy's 404 in HTML",
    cause: failing({ status: 404, html: true }),
    says: /status 404/,
  },
  {
    what: 'a 404 for each token, all of them listed',
    cause: blinded('listed'),
    says: /status 404/,
  },
  { what: 'a 404 for the whole account', cause: blinded('none'), says: /status 404/ },
  { what: 'no answer', cause: failing({ reset: true }), says: /ECONNRESET/ },
]

for (const { what, cause, says } of troubles)
  hosted(`keeps the state if a refresh receives ${what}`, async (t, host) => {
    const { emulator, workspace } = await setScene(t, host)
    workspace.write(config)
    await workspace.apply()
    const before = workspace.stateText()
    cause(emulator)
    t.match(await workspace.refused('apply', '-auto-approve'), says)
    t.equal(workspace.stateText(), before)
    t.match(emulator.tokens(account).list(), [{ name: 'okta' }])
  })

hosted('removes a token from the state only if the listing confirms it', async (t, host) => {
  const { emulator, workspace } = await setScene(t, host)
  workspace.write(config)
  await workspace.apply()
  const before = workspace.stateText()
  emulator
    .tokens(account)
    .list()
    .forEach(({ id }) => emulator.tokens(account).remove(id))
  emulator.fail({ method: 'GET', path: tokensPath }, { status: 500, times: Infinity })
  t.match(await workspace.refused('apply', '-auto-approve'), /status 404/)
  t.equal(workspace.stateText(), before)
})
