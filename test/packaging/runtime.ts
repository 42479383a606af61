import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import t from 'tap'
import { checkIntegrity, pinOf, strippedRuntime } from '../../scripts/packaging/runtime.ts'
import { executableName, hostTarget, targets } from '../../scripts/packaging/target.ts'

t.test('has one runtime version for all targets, each with its hash', async (t) => {
  for (const target of targets) {
    t.match(
      pinOf(target),
      { version: process.version.slice(1), integrity: /^sha512-/ },
      target.name,
    )
  }
})

t.test('rejects an archive with another hash', async (t) => {
  const file = join(t.testdir({ file: 'abc' }), 'file')
  const integrity =
    'sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw=='
  t.doesNotThrow(() => checkIntegrity(file, integrity))
  t.throws(() => checkIntegrity(file, integrity.replace('3', '4')), { name: 'WrongArchive' })
})

t.test('has a stripped runtime that runs', async (t) => {
  const { path } = await strippedRuntime(hostTarget())
  t.equal(execFileSync(path, ['--version'], { encoding: 'utf8' }).trim(), process.version)
})

t.test('names the executable as Terraform looks for it', async (t) => {
  const names = targets.map((target) => [target.name, executableName(target)])
  t.strictSame(names.at(0), ['linux_amd64', 'terraform-provider-dbtcloud'])
  t.strictSame(names.at(-1), ['windows_amd64', 'terraform-provider-dbtcloud.exe'])
})
