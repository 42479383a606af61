import { accountRoutes } from './accounts.ts'
import type { Route } from './route.ts'
import { scimConfigRoutes } from './scim-config.ts'
import { scimConfigTokenRoutes } from './scim-config-tokens.ts'
import { scimV2Routes } from './scim-v2.ts'

/** Every endpoint: one file per family. */
export const routes: readonly Route[] = [
  ...accountRoutes,
  ...scimConfigRoutes,
  ...scimConfigTokenRoutes,
  ...scimV2Routes,
]
