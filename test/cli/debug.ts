import t from 'tap'
import { dial } from '../core/plugin-client.ts'
import { runHere, startProgram } from './fixture.ts'

for (const word of ['debug', '--debug'])
  t.test(`serves one host after another that attaches to it: ${word}`, async (t) => {
    const program = startProgram([word])
    const line = await program.stdoutLine(/^TF_REATTACH_PROVIDERS='/)
    const entries = JSON.parse(line.slice(line.indexOf('{'), -1))
    const entry = entries['dbt-labs/dbtcloud']
    t.match(entry, { Pid: program.pid, ProtocolVersion: 6 })
    for (const host of ['first', 'second']) {
      const connection = dial(`unix:${entry.Addr.String}`)
      const { provider } = await connection.call('GetProviderSchema', {})
      t.match(provider, { block: { attributes: Array } }, host)
      connection.close()
    }
    await program.stderrLine(
      /set the first variable above for Terraform or OpenTofu, or the second for Pulumi/,
    )
    await program.kill('SIGTERM')
    t.strictSame(program.stdout, [line, line.replace('TF_', 'PULUMI_BRIDGE_')])
  })

t.test('serves under the source address of the configuration', async (t) => {
  const program = startProgram(['debug', '--address', 'dbtcloud-typescript/dbtcloud'])
  await program.stdoutLine(/^PULUMI_BRIDGE_REATTACH_PROVIDERS=/)
  await program.kill('SIGTERM')
  for (const line of program.stdout) t.match(line, `='{"dbtcloud-typescript/dbtcloud":{`)
})

t.test('rejects an invalid source address', async (t) => {
  const { code, stderr } = await runHere(['debug', '--address', 'dbtcloud'])
  t.equal(code, 2)
  t.match(stderr, 'debug: Invalid value "dbtcloud" for --address')
})

t.test('survives a hang-up where no stream is a terminal, as under nohup', async (t) => {
  const program = startProgram(['debug'])
  await program.stderrLine(/Press Ctrl-C/)
  program.process.kill('SIGHUP')
  const { code } = await program.kill('SIGINT')
  t.equal(code, 130, 'it was the interruption that ended it')
})
