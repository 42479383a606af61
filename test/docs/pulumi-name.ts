import t from 'tap'
import { camelCase, elementName, pascalCase, propertyName } from '../../src/docs/pulumi-name.ts'
import { list, map, optional, setNested, string } from '../../src/framework/index.ts'

t.test('writes names in camel case, including digits and leading underscores', async (t) => {
  const names = [
    ['scim_config_token', 'scimConfigToken'],
    ['name', 'name'],
    ['auth_provider_x509_cert_url', 'authProviderX509CertUrl'],
    ['a__b', 'aB'],
    ['step_2', 'step2'],
  ] as const
  for (const [name, camel] of names) t.equal(camelCase(name), camel)
  t.equal(pascalCase('scim_config_token'), 'ScimConfigToken')
})

t.test('makes the name of a list or set plural, and of its elements singular', async (t) => {
  const lists = [
    ['cidr', 'cidrs', 'Cidr'],
    ['tokens', 'tokens', 'Token'],
    ['category', 'categories', 'Category'],
    [
      'writable_environment_categories',
      'writableEnvironmentCategories',
      'WritableEnvironmentCategory',
    ],
    ['on_success', 'onSuccesses', 'OnSuccess'],
    ['key', 'keys', 'Key'],
  ] as const
  for (const [name, plural, element] of lists) {
    t.equal(propertyName(name, setNested({}).node, {}), plural)
    t.equal(elementName(name, list(string).node), element)
  }
})

t.test('does not change the names of other types', async (t) => {
  t.equal(propertyName('label', map(string).node, {}), 'label')
  t.equal(elementName('settings', map(string).node), 'Settings')
})

t.test('does not use a plural that another attribute has', async (t) => {
  const schema = { job: optional(list(string), 'J.'), jobs: optional(string, 'J.') }
  t.equal(propertyName('job', schema.job.type, schema), 'job')
})
