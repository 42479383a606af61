import type { Emulator, Fault } from '../../src/emulator/index.ts'
import { provider, token } from './kit/hcl.ts'
import { hosted } from './kit/host.ts'
import { account, isLive, setScene, tokensPath } from './kit/scene.ts'
import { type Instance, instances } from './kit/shown.ts'

// Two creates with the same name at once: only their order shows which token belongs to which create.
const twins = `
${provider({ retry_interval_seconds: 0, timeout_seconds: 2 })}
${token('one', 'twin')}
${token('two', 'twin')}
`

/** What happens to a create. */
const faults: readonly { readonly what: string; readonly fault: Fault }[] = [
  { what: 'is answered 500 and was not carried out', fault: { status: 500 } },
  { what: 'is answered 500 and was carried out', fault: { status: 500, commit: 'now' } },
  { what: 'is answered 408 and was carried out', fault: { status: 408, commit: 'now' } },
  { what: 'is carried out, its answer lost', fault: { reset: true, commit: 'now' } },
  { what: 'is lost', fault: { reset: true } },
  { what: 'is carried out late', fault: { commit: 'late', lateBy: 400 } },
  { what: 'is carried out, its answer broken off', fault: { truncated: 'length' } },
  { what: 'is carried out, its answer cut', fault: { truncated: 'json' } },
  { what: 'is carried out, its answer kept back', fault: { latency: Infinity } },
]

const areAllLive = async (emulator: Emulator, made: readonly Instance[]): Promise<boolean> => {
  const live = await Promise.all(made.map(({ values }) => isLive(emulator, values['token_string'])))
  return live.every(Boolean)
}

/** The IDs of tokens that are not in the state and that the host did not name. */
const orphans = (emulator: Emulator, made: readonly Instance[], said: string): string[] => {
  const owned = new Set(made.map(({ values }) => values['id']))
  return emulator
    .tokens(account)
    .list()
    .filter(({ id }) => !owned.has(id))
    .map(({ id }) => String(id))
    .filter((id) => !new RegExp(`\\b${id}\\b`).test(said))
}

for (const { what, fault } of faults)
  hosted(`leaves no orphaned token when a create ${what}`, async (t, host) => {
    const { emulator, workspace } = await setScene(t, host)
    workspace.write(twins)
    const hold = emulator.fail({ method: 'POST', path: tokensPath }, fault)
    await workspace.apply()
    await hold.done
    const made = instances(await workspace.state())
    t.equal(made.length, 2)
    t.ok(await areAllLive(emulator, made))
    t.strictSame(orphans(emulator, made, ''), [])
    t.equal(emulator.requests.filter(({ method }) => method === 'POST').length, 3)
  })

hosted('leaves no orphaned token when every create is ambiguous', async (t, host) => {
  const { emulator, workspace } = await setScene(t, host)
  workspace.write(twins)
  emulator.fail({ method: 'POST' }, { status: 500, commit: 'now', times: Infinity })
  await workspace.refused('apply', '-auto-approve')
  t.strictSame(emulator.tokens(account).list(), [])
  t.strictSame(instances(await workspace.state()), [])
  // There is never a third one.
  t.equal(emulator.requests.filter(({ method }) => method === 'POST').length, 4)
})

const single = `
${provider({ retry_interval_seconds: 0, timeout_seconds: 2 })}
${token('okta')}
`

const create = { method: 'POST', path: tokensPath }

hosted('deletes the token of a create that takes effect after the second one', async (t, host) => {
  const { emulator, workspace } = await setScene(t, host)
  workspace.write(single)
  const first = emulator.fail(create, { commit: 'late' })
  const second = emulator.fail(create, { latency: Infinity })
  const running = workspace.start('apply', '-auto-approve')
  await second.applied
  first.release()
  t.equal(emulator.tokens(account).list().length, 2)
  second.release()
  t.match(await running.outcome, { code: 0 })
  const made = instances(await workspace.state())
  t.ok(await areAllLive(emulator, made))
  t.equal(emulator.tokens(account).list().length, 1)
})

/** What happens to the token of an ambiguous create before the provider can look for it. */
const doubts: readonly {
  readonly what: string
  readonly happens: (emulator: Emulator) => void
  readonly ids: readonly string[]
}[] = [
  {
    what: 'it is used already',
    happens: (emulator) => emulator.tokens(account).markUsed(1001),
    ids: ['1001'],
  },
  {
    what: 'somebody else made one of its name',
    happens: (emulator) => void emulator.tokens(account).add('okta'),
    ids: ['1001', '1002'],
  },
]

for (const { what, happens, ids } of doubts)
  hosted(`deletes no token and names the possible tokens if ${what}`, async (t, host) => {
    const { emulator, workspace } = await setScene(t, host)
    workspace.write(single)
    const hold = emulator.fail(create, { status: 500, commit: 'now', latency: Infinity })
    const running = workspace.start('apply', '-auto-approve')
    await hold.applied
    // It happens directly before the effect, in the same iteration of the event loop.
    happens(emulator)
    hold.release()
    const { code, said } = await running.outcome
    t.equal(code, 1)
    t.match(said, `may exist without being in any state: ${ids.join(', ')}.`)
    t.strictSame(orphans(emulator, [], said), [])
    t.equal(emulator.tokens(account).list().length, ids.length)
    t.strictSame(instances(await workspace.state()), [])
  })

hosted('reports an incomplete listing, and deletes nothing', async (t, host) => {
  const { emulator, workspace } = await setScene(t, host)
  emulator.tokens(account).seed(3)
  workspace.write(single)
  emulator.fail(create, { status: 500, commit: 'now' })
  emulator.fail({ method: 'GET', path: tokensPath }, { listing: 'repeating', times: Infinity })
  const said = await workspace.refused('apply', '-auto-approve')
  t.match(said, /POST .* failed, and the object may or may not exist.*Look for its name/)
  t.equal(emulator.tokens(account).list().length, 4)
})
