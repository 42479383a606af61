import { UsageError } from './usage-error.ts'

const HOST = /^[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)*(?::\d{1,5})?$/
const NAME = /^[a-z\d](?:[a-z\d_-]*[a-z\d])?$/

/**
 * The full source address of a provider. As Terraform reads it: without a host it is on
 * registry.terraform.io, and letters are lowercase.
 *
 * @throws UsageError
 */
export const parseAddress = (text: string): string => {
  const parts = text.toLowerCase().split('/')
  const [host = '', namespace = '', type = ''] =
    parts.length === 2 ? ['registry.terraform.io', ...parts] : parts
  if (parts.length <= 3 && HOST.test(host) && NAME.test(namespace) && NAME.test(type))
    return [host, namespace, type].join('/')
  throw new UsageError(
    `Invalid value ${JSON.stringify(text)} for --address: expected HOST/NAMESPACE/TYPE, for example ` +
      'registry.terraform.io/dbt-labs/dbtcloud.',
  )
}
