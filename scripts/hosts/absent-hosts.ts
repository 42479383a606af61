import { findProgram } from '../find-program.ts'
import { locateHost } from './locate.ts'
import { installedSdk, type SdkName } from './sdks.ts'

interface Need {
  readonly title: string
  readonly programs: readonly string[]
  readonly sdk?: SdkName
  readonly hint: string
}

const hint = 'run npm run hosts'
const bridge = ['pulumi', 'pulumi-resource-terraform-provider']

/** What each host needs, and what is not tested without it. */
const hosts: readonly Need[] = [
  { title: 'Terraform', programs: ['terraform'], hint: 'put terraform on PATH' },
  { title: 'OpenTofu', programs: ['tofu'], hint },
  { title: 'Pulumi with YAML', programs: [...bridge, 'pulumi-language-yaml'], hint },
  { title: 'Pulumi with TypeScript', programs: bridge, sdk: 'pulumi-sdk-node', hint },
  { title: 'Pulumi with Python', programs: [...bridge, 'python3'], sdk: 'pulumi-sdk-python', hint },
  { title: 'Pulumi with Go', programs: [...bridge, 'pulumi-program-go'], hint },
  {
    title: 'Pulumi with Java',
    programs: [...bridge, 'pulumi-language-java', 'mvn'],
    sdk: 'pulumi-sdk-java',
    hint: 'put mvn on PATH and run npm run hosts',
  },
]

/** No test runs a program in C#: none of the machines that these tests ran on had its host. */
const never = 'Not tested under Pulumi with C#: the example is not compiled.'

export interface Machine {
  readonly locate: (program: string) => string | undefined
  readonly installed: (sdk: SdkName) => string | undefined
}

const thisMachine: Machine = {
  locate: (program) => locateHost(program) ?? findProgram(program),
  installed: installedSdk,
}

/** One line for each host that this machine lacks: `Not tested under OpenTofu: …`. */
export const absentHosts = (machine: Machine = thisMachine): readonly string[] => [
  ...hosts.flatMap(({ title, programs, sdk, hint }) => {
    const missing = programs.filter((program) => machine.locate(program) === undefined)
    if (sdk !== undefined && machine.installed(sdk) === undefined) missing.push(sdk)
    if (missing.length === 0) return []
    return [`Not tested under ${title}: ${missing.join(', ')} not found. To add it, ${hint}.`]
  }),
  never,
]
