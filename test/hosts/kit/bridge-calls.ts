/** The functions of the bridge that call an RPC, as its log names them. */
const rpcs: Readonly<Record<string, string>> = {
  // An anonymous function, which fetches the schema once in a process.
  func3: 'GetProviderSchema',
  validateProviderConfig: 'ValidateProviderConfig',
  ConfigureWithContext: 'ConfigureProvider',
  validateResourceConfig: 'ValidateResourceConfig',
  upgradeResourceState: 'UpgradeResourceState',
  readResource: 'ReadResource',
  importResource: 'ImportResourceState',
  plan: 'PlanResourceChange',
  CreateWithContext: 'ApplyResourceChange',
  UpdateWithContext: 'ApplyResourceChange',
  DeleteWithContext: 'ApplyResourceChange',
}

/** Its log is a list of JSON objects without an end: each one begins with the function that called. */
const entry = /^\[?\{"name":"([^"]+)","call":/gm

/** The RPCs in a log that PULUMI_TF_DEBUG_GRPC asked for, in order. A function that is not known is shown as it is. */
export const bridgeCalls = (log: string): readonly string[] =>
  [...log.matchAll(entry)].map(([, name = '']) => {
    const called = name.slice(name.lastIndexOf('.') + 1)
    return rpcs[called] ?? name
  })
