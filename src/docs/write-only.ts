const PAGE =
  'https://developer.hashicorp.com/terraform/language/resources/ephemeral#write-only-arguments'

/** A link to what Terraform says about write-only arguments. */
export const writeOnlyLink = (text: string): string => `[${text}](${PAGE})`

/** The note above a group of attributes that has write-only ones. */
export const writeOnlyNote = `> **NOTE**: ${writeOnlyLink('Write-only arguments')} require Terraform or OpenTofu 1.11 or later.`
