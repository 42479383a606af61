import t from 'tap'
import { withoutOverrideWarning } from '../../../scripts/demo/terraform-host.ts'

const warning = `
Warning: Provider development overrides are in effect

The following provider development overrides are set in the CLI configuration:
 - dbt-labs/dbtcloud in /tmp/provider

The behavior may therefore not match any released version of the provider and
applying changes may cause the state to become incompatible with published
releases.
`

t.test('leaves out the warning that a user of a release never sees', async (t) => {
  t.equal(withoutOverrideWarning(`${warning}\nNo changes.\n`), 'No changes.')
  t.equal(withoutOverrideWarning(`Plan: 1 to add.\n${warning}\nDone.`), 'Plan: 1 to add.\n\nDone.')
})

t.test('keeps every other answer, warnings included', async (t) => {
  const answer = 'Warning: Argument is deprecated\n\nUse another one.'
  t.equal(withoutOverrideWarning(answer), answer)
})
