import t from 'tap'
import { absentHosts } from '../../../scripts/hosts/absent-hosts.ts'

t.test('a machine with every host leaves nothing out', async (t) => {
  t.same(
    absentHosts(() => '/usr/bin/host'),
    [],
  )
})

t.test('each missing host is one line that says how to add it', async (t) => {
  t.same(
    absentHosts((name) =>
      name === 'terraform' || name === 'pulumi' ? '/usr/bin/host' : undefined,
    ),
    [
      'Not tested under OpenTofu: tofu not found. To add it, run npm run hosts.',
      'Not tested under Pulumi with YAML: pulumi-resource-terraform-provider, pulumi-language-yaml not found. To add it, run npm run hosts.',
    ],
  )
})
