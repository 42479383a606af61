type Settings = Readonly<Record<string, string | number | boolean>>

const body = (settings: Settings): string =>
  Object.entries(settings)
    .map(([name, value]) => `  ${name} = ${JSON.stringify(value)}\n`)
    .join('')

/** `provider "dbtcloud" { … }` */
export const provider = (settings: Settings): string => `
provider "dbtcloud" {
${body(settings)}}
`

/** The resource `dbtcloud_scim_config_token.LABEL`; `more` is HCL for its block. */
export const token = (label: string, name = label, more = ''): string => `
resource "dbtcloud_scim_config_token" "${label}" {
  name = "${name}"
  ${more}
}
`

/** The resource `dbtcloud_scim_config.this`. */
export const scimConfig = (settings: Settings): string => `
resource "dbtcloud_scim_config" "this" {
${body(settings)}}
`
