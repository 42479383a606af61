/** A variable that a host sets. go-plugin calls it "magic cookie". It is not a secret. */
const COOKIE = 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2'

type Environment = Readonly<Record<string, string | undefined>>

const write = process.stdout.write.bind(process.stdout)

/**
 * From here on, all output goes to stderr. The host expects exactly one line on stdout, and any other text
 * there breaks the start.
 */
export const redirectStdout = (): void => {
  process.stdout.write = process.stderr.write.bind(process.stderr)
}

/** A closed stdout or stderr must not end the process, because calls may be in progress. */
export const outliveReaders = (): void => {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
}

/** Prints to the real stdout. Resolves when the text is written. */
export const print = (text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    write(`${text}\n`, (error) => {
      if (error) reject(error)
      else resolve()
    })
  })

/** Whether a host started this process, rather than a person. */
export const isHosted = (env: Environment): boolean => env['TF_PLUGIN_MAGIC_COOKIE'] === COOKIE

/** A host that does not support protocol 6. */
export class HostTooOld extends Error {
  override readonly name = 'HostTooOld'
  readonly offered: string

  constructor(offered: string) {
    super(
      `this provider requires plugin protocol 6, but the host supports ${offered}. Use Terraform 1.0 or later.`,
    )
    this.offered = offered
  }
}

/** Throws `HostTooOld` if the host does not support protocol 6. A host without a list accepts any. */
export const checkVersion = (env: Environment): void => {
  const offered = env['PLUGIN_PROTOCOL_VERSIONS']
  if (offered && !offered.split(',').some((version) => version.trim() === '6')) {
    throw new HostTooOld(offered)
  }
}

export interface Place {
  readonly network: 'unix' | 'tcp'
  /** The path of a socket, or `127.0.0.1:PORT`. */
  readonly address: string
}

/** The line with the address for the host. `certificate` is in DER, and absent without TLS. */
export const handshakeLine = (
  { network, address }: Place,
  certificate: Buffer | undefined,
  env: Environment,
): string => {
  // Go's decoder rejects the padding.
  const encoded = certificate?.toString('base64').replace(/=+$/, '') ?? ''
  const fields = ['1', '6', network, address, 'grpc', encoded]
  // A host that does not request it would read a seventh field as part of the sixth.
  return [...fields, ...(env['PLUGIN_MULTIPLEX_GRPC'] ? ['false'] : [])].join('|')
}

/**
 * A line that is not a valid handshake. The host shows it to the user. It is the only way to report why the
 * start failed.
 */
export const failureLine = (name: string, error: unknown): string => {
  const message = error instanceof Error ? error.message : String(error)
  return `${name} cannot start: ${message}`.replace(/[|\s]+/g, ' ')
}
