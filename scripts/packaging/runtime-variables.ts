/**
 * Variables of the environment that the runtime and its libraries read, and that must not change what a
 * start does. Each rule is for all text `NAME=value` that begins with it; the first that fits decides.
 */
export const variableRules: readonly VariableRule[] = [
  // Read by src/api too: the certificate authorities of a company.
  { kind: 'keep', start: 'NODE_EXTRA_CA_CERTS=' },
  // Node: logs that show requests (NODE_DEBUG), files (NODE_V8_COVERAGE), a channel to a parent
  // (NODE_CHANNEL_FD), certificates that are not checked (NODE_TLS_REJECT_UNAUTHORIZED), and more.
  { kind: 'drop', start: 'NODE_' },
  { kind: 'drop', start: 'WATCH_REPORT_DEPENDENCIES=' },
  // libuv: the number of threads, io_uring.
  { kind: 'drop', start: 'UV_' },
  // ICU: other data for the rules of languages.
  { kind: 'drop', start: 'ICU_' },
  // OpenSSL: a configuration that cannot be read ends Node before it runs anything. Its variables for
  // certificates, SSL_CERT_FILE and SSL_CERT_DIR, stay.
  { kind: 'drop', start: 'OPENSSL_CONF' },
  { kind: 'drop', start: 'OPENSSL_MODULES=' },
  { kind: 'drop', start: 'OPENSSL_ENGINES=' },
  // c-ares: another hosts file.
  { kind: 'drop', start: 'CARES_HOSTS=' },
  // grpc-js: logs that show what is sent.
  { kind: 'drop', start: 'GRPC_' },
]

export interface VariableRule {
  readonly kind: 'keep' | 'drop'
  readonly start: string
}

type Environment = Readonly<Record<string, string | undefined>>

/** The names in `env` that are to be dropped. */
export const droppedNames = (env: Environment): readonly string[] =>
  Object.keys(env).filter((name) => ruleOf(name)?.kind === 'drop')

const ruleOf = (name: string) => variableRules.find(({ start }) => `${name}=`.startsWith(start))
