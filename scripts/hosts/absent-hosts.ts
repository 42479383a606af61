import { locateHost } from './locate.ts'

/** What each host needs, and what is not tested without it. */
const hosts = [
  { title: 'Terraform', programs: ['terraform'], hint: 'put terraform on PATH' },
  { title: 'OpenTofu', programs: ['tofu'], hint: 'run npm run hosts' },
  {
    title: 'Pulumi with YAML',
    programs: ['pulumi', 'pulumi-resource-terraform-provider', 'pulumi-language-yaml'],
    hint: 'run npm run hosts',
  },
] as const

/** One line for each host that this machine lacks: `Not tested under OpenTofu: …`. */
export const absentHosts = (locate = locateHost): readonly string[] =>
  hosts.flatMap(({ title, programs, hint }) => {
    const missing = programs.filter((program) => locate(program) === undefined)
    if (missing.length === 0) return []
    return [`Not tested under ${title}: ${missing.join(', ')} not found. To add it, ${hint}.`]
  })
