import { scimConfig, scimConfigData } from './scim-config.ts'
import { scimConfigToken, scimConfigTokens } from './scim-config-token.ts'

export const accessResources = [scimConfig, scimConfigToken]
export const accessDataSources = [scimConfigData, scimConfigTokens]
