// node print-environment.ts [spawn]: starts itself again as an executable would, then prints what it sees.
import { startClean } from '../../../scripts/packaging/start-clean.ts'

const { execPath, env, execve, exit } = process
const argv = [execPath, execPath, ...process.argv.slice(1)]
const canReplace = process.argv[2] !== 'spawn'
startClean({ execPath, env, argv, execve: canReplace ? execve : undefined, exit: exit.bind(process) })

const { NODE_PENDING_DEPRECATION, NODE_EXTRA_CA_CERTS, OTHER } = env
console.log(JSON.stringify({ NODE_PENDING_DEPRECATION, NODE_EXTRA_CA_CERTS, OTHER, pid: process.pid }))
process.exitCode = Number(process.argv.at(-1))
