import type { Account } from './account.ts'
import { found, listed } from './answer.ts'
import type { Json } from './exact-json.ts'
import { pageOf } from './page.ts'
import type { Route } from './route.ts'

/** The documented fields. The limits are the API's defaults. Optional fields are null. */
const encodeAccount = ({ id, created_at }: Account): Json => ({
  id,
  name: `Account ${id}`,
  plan: 'enterprise',
  state: 1,
  created_at,
  updated_at: created_at,
  identifier: `emulated-${id}`,
  ...limits,
  ...locks,
  ...addresses,
  groups: [],
  account_migration_events: [],
})

const limits = {
  run_slots: 1,
  developer_seats: 0,
  it_seats: 0,
  explorer_seats: 0,
  analyst_seats: 0,
  read_only_seats: 0,
  pod_memory_request_mebibytes: 600,
  develop_pod_memory_request_mebibytes: 0,
  run_duration_limit_seconds: 86400,
  queue_limit: 50,
}

const locks = {
  locked: false,
  lock_reason: null,
  lock_cause: null,
  unlocked_at: null,
  pending_cancel: false,
  business_critical: false,
  trial_end_date: null,
  run_locked_until: null,
  copilot_locked_until: null,
  agent_credit_locked: false,
}

const addresses = {
  billing_email_address: null,
  enterprise_login_slug: null,
  starter_repo_url: null,
  git_auth_level: null,
  static_subdomain: null,
  vanity_subdomain: null,
}

export const accountRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/v2/accounts/',
    handle: ({ accounts }) => listed(pageOf(accounts, { kind: 'whole' }), encodeAccount),
  },
  {
    method: 'GET',
    path: '/api/v2/accounts/{account_id}/',
    handle: ({ account }) => found(encodeAccount(account)),
  },
]
