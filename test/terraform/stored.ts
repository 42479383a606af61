import t from 'tap'
import { installCorner } from '../corner/install.ts'
import { hosted } from './kit/host.ts'
import { instances, proposals } from './kit/shown.ts'
import { openWorkspace } from './kit/workspace.ts'

t.setTimeout(600_000)

const everything = (name: string): string => `
resource "corner_everything" "it" {
  name = "${name}"
}
`

const base64 = (text: string): string => Buffer.from(text).toString('base64')

hosted('keeps private data after refreshes and changes', async (t, host) => {
  const corner = installCorner(t)
  const workspace = openWorkspace(t, host, corner)
  const data = '{"private":true}'
  workspace.write(everything('first'))
  await workspace.with({ CORNER_PRIVATE: data }).apply()
  t.match(workspace.stateText(), base64(data))
  corner.openStore().update('1', { region: 'us' })
  await workspace.apply('-refresh-only')
  t.match(instances(await workspace.state()), [{ values: { region: 'us' } }])
  t.match(workspace.stateText(), base64(data), 'after a refresh')
  workspace.write(everything('second'))
  await workspace.apply()
  t.match(instances(await workspace.state()), [{ values: { name: 'second' } }])
  t.match(workspace.stateText(), base64(data), 'after an update')
})

hosted('plans to create an object that no longer exists', async (t, host) => {
  const corner = installCorner(t)
  const workspace = openWorkspace(t, host, corner)
  workspace.write(everything('it'))
  await workspace.apply()
  corner.openStore().delete('1')
  const plan = await workspace.plan()
  t.match(plan.resource_drift, [{ change: { actions: ['delete'] } }])
  t.match(proposals(plan), [{ change: { actions: ['create'] } }])
  await workspace.apply('tfplan')
  t.ok(await workspace.isSettled())
})

const secret = (password: string, version: number): string => `
resource "corner_secret" "it" {
  owner               = "me"
  name                = "it"
  password_wo         = "${password}"
  password_wo_version = ${version}
}

output "token" {
  value     = corner_secret.it.token
  sensitive = true
}
`

const password = 'canary-5f2b6e'

hosted('passes a write-only value to the verb, and does not store it', async (t, host) => {
  const corner = installCorner(t)
  const workspace = openWorkspace(t, host, corner).traced()
  workspace.write(secret(password, 1))
  const plan = await workspace.plan()
  t.match(plan.resource_changes, [{ change: { after: { password_wo: null } } }])
  const { said } = await workspace.apply('tfplan')
  t.equal(corner.openStore().get('me:it')['length'], password.length)
  t.notMatch([said, workspace.stateText(), workspace.log()].join('\n'), password)
  t.notMatch([said, workspace.log()].join('\n'), 'token of me:it', 'nor shows what is sensitive')
  t.match(workspace.stateText(), 'token of me:it')
  workspace.write(secret(`${password}-longer`, 1))
  t.ok(await workspace.isSettled(), 'another write-only value is no change')
  workspace.write(secret(`${password}-longer`, 2))
  await workspace.apply()
  t.equal(corner.openStore().get('me:it')['length'], password.length + 7)
  t.match(instances(await workspace.state()), [{ values: { token: 'token of me:it' } }])
})

hosted('imports objects by one attribute and by two, and plans no changes', async (t, host) => {
  const corner = installCorner(t)
  corner.openStore().create({ name: 'it', region: 'us', revision: 4, enabled: true, aliases: [] })
  corner.openStore().create({ password_wo_version: 1 }, 'me:it')
  const workspace = openWorkspace(t, host, corner)
  workspace.write(`${everything('it')}${secret(password, 1)}
    import {
      to = corner_everything.it
      id = "1"
    }
    import {
      to = corner_secret.it
      id = "me:it"
    }`)
  await workspace.apply()
  t.match(instances(await workspace.state()), [
    { values: { id: '1', region: 'us', revision: 4 } },
    { values: { id: 'me:it', owner: 'me', name: 'it', token: null, password_wo: null } },
  ])
  t.ok(await workspace.isSettled())
})

hosted('moves an object to another address, but not to another type', async (t, host) => {
  const workspace = openWorkspace(t, host, installCorner(t))
  const moved = (to: string) => `
    moved {
      from = corner_everything.it
      to   = ${to}
    }`
  workspace.write(everything('it'))
  await workspace.apply()
  workspace.write(secret(password, 1) + moved('corner_secret.it'))
  t.match(await workspace.refused('plan'), 'The state of corner_everything')
  workspace.write(
    everything('it').replace('"it" {', '"other" {') + moved('corner_everything.other'),
  )
  t.match((await workspace.plan()).resource_changes, [{ change: { actions: ['no-op'] } }])
})
