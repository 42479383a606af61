import t from 'tap'
import { installCorner } from '../corner/install.ts'
import { misdeedsAfter, wrongAnswers } from '../corner/odd.ts'
import { hosted } from './kit/host.ts'
import { instances, proposals } from './kit/shown.ts'
import { openWorkspace, type Workspace } from './kit/workspace.ts'

t.setTimeout(600_000)

const odd = (does: string, label = 'it', more = ''): string => `
resource "corner_odd" "${label}" {
  does = "${does}"
  ${more}
}
`

const tainted = async (workspace: Workspace) =>
  instances(await workspace.state()).map(({ values, tainted = false }) => [values['does'], tainted])

hosted('keeps an object as tainted if its create returns an invalid value', async (t, host) => {
  const workspace = openWorkspace(t, host, installCorner(t))
  const wrong = Object.keys(wrongAnswers)
  workspace.write(wrong.map((does, index) => odd(does, `odd${index}`)).join(''))
  const said = await workspace.refused('apply', '-auto-approve')
  t.equal(said.match(/Error: Incomplete state of corner_odd/g)?.length, wrong.length)
  for (const place of ['ratio', 'text', 'point.x', 'point.y', 'values'])
    t.match(said, new RegExp(`\\b${place.replace('.', '\\.')}: expected|return ${place}`), place)
  t.same(
    await tainted(workspace),
    wrong.map((does) => [does, true]),
  )
})

hosted(
  'stores nothing if nothing was created, and the existing part of a partial create',
  async (t, host) => {
    const corner = installCorner(t)
    const workspace = openWorkspace(t, host, corner)
    workspace.write(odd('fails before', 'before') + odd('fails half-way', 'half'))
    const said = await workspace.refused('apply', '-auto-approve')
    t.match(said, /Error: Could not create corner_odd .*nothing was made/)
    t.same(await tainted(workspace), [['fails half-way', true]])
    workspace.write(odd('nothing odd', 'half'))
    t.match(proposals(await workspace.plan()), [
      { change: { actions: ['delete', 'create'] }, action_reason: 'replace_because_tainted' },
    ])
  },
)

hosted('keeps an object whatever its create returns or throws', async (t, host) => {
  const workspace = openWorkspace(t, host, installCorner(t))
  const all = Object.keys(misdeedsAfter)
  const json = 'json = "{}"'
  workspace.write(all.map((does, index) => odd(does, `odd${index}`, json)).join(''))
  const said = await workspace.refused('apply', '-auto-approve')
  t.notMatch(said, 'crashed')
  t.same(
    await tainted(workspace),
    all.map((does) => [does, true]),
  )
  const ids = instances(await workspace.state()).map(({ values }) => values['id'])
  t.equal(ids.filter((id) => typeof id === 'string').length, all.length, 'each with its ID')
})

hosted('a failure that cannot be described takes no other create along', async (t, host) => {
  const workspace = openWorkspace(t, host, installCorner(t))
  workspace.write(
    odd('fails with an object as its message', 'boom') + odd('outlives that failure', 'slow'),
  )
  const said = await workspace.refused('apply', '-auto-approve')
  t.match(said, 'The provider failed and gave no reason.')
  t.notMatch(said, 'crashed')
  t.same(await tainted(workspace), [['outlives that failure', false]])
})

hosted('keeps the state if a delete or a refresh fails', async (t, host) => {
  const workspace = openWorkspace(t, host, installCorner(t)).with({ CORNER_PRIVATE: '{"a":1}' })
  workspace.write(odd('cannot be deleted'))
  await workspace.apply()
  t.match(await workspace.refused('destroy', '-auto-approve'), 'it cannot be deleted')
  t.match(workspace.stateText(), Buffer.from('{"a":1}').toString('base64'), 'private data too')
  workspace.write(odd('cannot be read'))
  await workspace.apply()
  t.match(await workspace.refused('plan'), 'it cannot be read')
  t.match(instances(await workspace.state()), [{ values: { does: 'cannot be read' } }])
})

hosted('reports why the provider crashed', async (t, host) => {
  const workspace = openWorkspace(t, host, installCorner(t))
  workspace.write(odd('crashes'))
  const said = await workspace.refused('apply', '-auto-approve')
  t.match(said, 'Stack trace from the terraform-provider-corner plugin:')
  t.match(said, /panic: Error\s+at /)
  t.match(said, 'The terraform-provider-corner plugin crashed!')
})

const complaining = odd(
  'complains',
  'it',
  `entries = [
    { note = "first" },
    { note = "second" },
  ]
  by_key = {
    first = { note = "first" }
    second = { note = "of the map" }
  }
  members = [
    { note = "third" },
  ]`,
)

// For more than one step into an attribute, the host shows only the resource.
const complaints = [
  'error: In a list: { note = "second" }',
  'error: Deep in a list: resource "corner_odd" "it" {',
  'error: In a map: second = { note = "of the map" }',
  /^error: In a set: members = \[/,
  'error: Nowhere: resource "corner_odd" "it" {',
  'error: Of all: resource "corner_odd" "it" {',
  'warning: Only a warning: does = "complains"',
]

interface Shown {
  readonly severity: string
  readonly summary: string
  readonly snippet?: { readonly code: string }
}

hosted('shows the position of each complaint in the configuration', async (t, host) => {
  const workspace = openWorkspace(t, host, installCorner(t))
  workspace.write(complaining)
  const { stdout } = await workspace.run('validate', '-json')
  const { valid, diagnostics }: { valid: boolean; diagnostics: readonly Shown[] } =
    JSON.parse(stdout)
  t.equal(valid, false)
  const shown = diagnostics.map(({ severity, summary, snippet }) =>
    [severity, summary, snippet?.code.trim()].join(': '),
  )
  t.match(shown.slice(0, complaints.length), complaints)
})

hosted('shows the warnings of a verb, and applies the change', async (t, host) => {
  const workspace = openWorkspace(t, host, installCorner(t))
  workspace.write(odd('warns'))
  const { said } = await workspace.apply()
  t.match(said, /Warning: Careful with corner_odd\.it, on main\.tf line 3,.* It was made, but\./)
  t.match(said, 'Apply complete!')
  t.ok(await workspace.isSettled())
})
