import t from 'tap'
import { absentHosts } from '../../../scripts/hosts/absent-hosts.ts'

const csharp = 'Not tested under Pulumi with C#: the example is not compiled.'
const host = () => '/usr/bin/host'

t.test('a machine with every host leaves out only what no test runs', async (t) => {
  t.same(absentHosts({ locate: host, installed: host }), [csharp])
})

t.test('each missing host is one line that says how to add it', async (t) => {
  const missing = ['tofu', 'pulumi-language-yaml', 'mvn']
  const lines = absentHosts({
    locate: (name) => (missing.includes(name) ? undefined : '/usr/bin/host'),
    installed: (sdk) => (sdk === 'pulumi-sdk-node' ? undefined : '/folder'),
  })
  t.same(lines, [
    'Not tested under OpenTofu: tofu not found. To add it, run npm run hosts.',
    'Not tested under Pulumi with YAML: pulumi-language-yaml not found. To add it, run npm run hosts.',
    'Not tested under Pulumi with TypeScript: pulumi-sdk-node not found. To add it, run npm run hosts.',
    'Not tested under Pulumi with Java: mvn not found. To add it, put mvn on PATH and run npm run hosts.',
    csharp,
  ])
})
