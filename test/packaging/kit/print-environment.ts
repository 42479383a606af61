// node print-environment.ts [win32] CODE: starts again as an executable would, then prints what it sees.
import { startClean } from '../../../scripts/packaging/start-clean.ts'

const { execPath, env, platform, pid } = process
const [, script = '', wanted] = process.argv
startClean({
  execPath,
  env,
  platform: wanted === 'win32' ? wanted : platform,
  argv: [execPath, execPath, script, ...process.argv.slice(2)],
  ...(process.execve && { execve: process.execve.bind(process) }),
  exit: (code) => process.exit(code),
})

const { NODE_PENDING_DEPRECATION, NODE_EXTRA_CA_CERTS, OTHER } = env
process.stdout.write(JSON.stringify({ NODE_PENDING_DEPRECATION, NODE_EXTRA_CA_CERTS, OTHER, pid }))
process.exitCode = Number(process.argv.at(-1))
