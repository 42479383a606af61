// Made by scripts/openapi-facts.ts from dbt Cloud's public OpenAPI documents.
import type { EndpointFacts } from '../endpoint-facts.ts'

export const facts: readonly EndpointFacts[] = [
  {
    "method": "GET",
    "path": "/api/v2/accounts/",
    "query": {
      "include_related": {
        "type": "string"
      }
    },
    "status": 200,
    "answer": {
      "type": "object",
      "fields": {
        "data": {
          "type": "array",
          "items": {
            "type": "object",
            "fields": {
              "id": {
                "type": "integer"
              },
              "name": {
                "type": "string"
              },
              "plan": {
                "type": "string"
              },
              "run_slots": {
                "type": "integer"
              },
              "developer_seats": {
                "type": "integer"
              },
              "it_seats": {
                "type": "integer"
              },
              "explorer_seats": {
                "type": "integer"
              },
              "analyst_seats": {
                "type": "integer"
              },
              "read_only_seats": {
                "type": "integer"
              },
              "locked": {
                "type": "boolean"
              },
              "lock_reason": {
                "type": "string"
              },
              "lock_cause": {
                "type": "string"
              },
              "unlocked_at": {
                "type": "string"
              },
              "pending_cancel": {
                "type": "boolean"
              },
              "billing_email_address": {
                "type": "string"
              },
              "pod_memory_request_mebibytes": {
                "type": "integer"
              },
              "develop_pod_memory_request_mebibytes": {
                "type": "integer"
              },
              "run_duration_limit_seconds": {
                "type": "integer"
              },
              "queue_limit": {
                "type": "integer"
              },
              "enterprise_login_slug": {
                "type": "string"
              },
              "business_critical": {
                "type": "boolean"
              },
              "starter_repo_url": {
                "type": "string"
              },
              "git_auth_level": {
                "type": "string"
              },
              "identifier": {
                "type": "string"
              },
              "trial_end_date": {
                "type": "string"
              },
              "static_subdomain": {
                "type": "string"
              },
              "vanity_subdomain": {
                "type": "string"
              },
              "run_locked_until": {
                "type": "string"
              },
              "state": {
                "type": "integer"
              },
              "docs_job_id": {
                "type": "integer"
              },
              "freshness_job_id": {
                "type": "integer"
              },
              "copilot_locked_until": {
                "type": "string"
              },
              "agent_credit_locked": {
                "type": "boolean"
              },
              "account_migration_events": {
                "type": "array",
                "items": {}
              },
              "groups": {
                "type": "array",
                "items": {
                  "type": "object",
                  "fields": {
                    "account_id": {
                      "type": "integer"
                    },
                    "name": {
                      "type": "string"
                    },
                    "state": {
                      "type": "integer"
                    },
                    "assign_by_default": {
                      "type": "boolean"
                    },
                    "sso_mapping_groups": {
                      "type": "array",
                      "items": {
                        "type": "string"
                      }
                    }
                  },
                  "required": [
                    "account_id",
                    "assign_by_default",
                    "name",
                    "state"
                  ]
                }
              },
              "created_at": {
                "type": "string"
              },
              "updated_at": {
                "type": "string"
              }
            },
            "required": [
              "account_migration_events",
              "agent_credit_locked",
              "analyst_seats",
              "billing_email_address",
              "business_critical",
              "copilot_locked_until",
              "created_at",
              "develop_pod_memory_request_mebibytes",
              "developer_seats",
              "enterprise_login_slug",
              "explorer_seats",
              "git_auth_level",
              "groups",
              "id",
              "identifier",
              "it_seats",
              "lock_cause",
              "lock_reason",
              "locked",
              "pending_cancel",
              "plan",
              "pod_memory_request_mebibytes",
              "queue_limit",
              "read_only_seats",
              "run_duration_limit_seconds",
              "run_locked_until",
              "run_slots",
              "starter_repo_url",
              "static_subdomain",
              "trial_end_date",
              "unlocked_at",
              "updated_at",
              "vanity_subdomain"
            ]
          }
        },
        "extra": {
          "type": "object",
          "fields": {
            "filters": {
              "type": "object"
            },
            "order_by": {
              "type": "string"
            },
            "pagination": {
              "type": "object",
              "fields": {
                "count": {
                  "type": "integer"
                },
                "total_count": {
                  "type": "integer"
                }
              },
              "required": [
                "count",
                "total_count"
              ]
            }
          },
          "required": [
            "filters",
            "order_by",
            "pagination"
          ]
        },
        "status": {
          "type": "object",
          "fields": {
            "code": {
              "type": "integer"
            },
            "is_success": {
              "type": "boolean"
            },
            "user_message": {
              "type": "string"
            },
            "developer_message": {
              "type": "string"
            }
          },
          "required": [
            "developer_message",
            "is_success",
            "user_message"
          ]
        }
      },
      "required": [
        "data",
        "extra",
        "status"
      ]
    }
  },
  {
    "method": "GET",
    "path": "/api/v2/accounts/{account_id}/",
    "query": {
      "include_related": {
        "type": "string"
      }
    },
    "status": 200,
    "answer": {
      "type": "object",
      "fields": {
        "data": {
          "type": "object",
          "fields": {
            "id": {
              "type": "integer"
            },
            "name": {
              "type": "string"
            },
            "plan": {
              "type": "string"
            },
            "run_slots": {
              "type": "integer"
            },
            "developer_seats": {
              "type": "integer"
            },
            "it_seats": {
              "type": "integer"
            },
            "explorer_seats": {
              "type": "integer"
            },
            "analyst_seats": {
              "type": "integer"
            },
            "read_only_seats": {
              "type": "integer"
            },
            "locked": {
              "type": "boolean"
            },
            "lock_reason": {
              "type": "string"
            },
            "lock_cause": {
              "type": "string"
            },
            "unlocked_at": {
              "type": "string"
            },
            "pending_cancel": {
              "type": "boolean"
            },
            "billing_email_address": {
              "type": "string"
            },
            "pod_memory_request_mebibytes": {
              "type": "integer"
            },
            "develop_pod_memory_request_mebibytes": {
              "type": "integer"
            },
            "run_duration_limit_seconds": {
              "type": "integer"
            },
            "queue_limit": {
              "type": "integer"
            },
            "enterprise_login_slug": {
              "type": "string"
            },
            "business_critical": {
              "type": "boolean"
            },
            "starter_repo_url": {
              "type": "string"
            },
            "git_auth_level": {
              "type": "string"
            },
            "identifier": {
              "type": "string"
            },
            "trial_end_date": {
              "type": "string"
            },
            "static_subdomain": {
              "type": "string"
            },
            "vanity_subdomain": {
              "type": "string"
            },
            "run_locked_until": {
              "type": "string"
            },
            "state": {
              "type": "integer"
            },
            "docs_job_id": {
              "type": "integer"
            },
            "freshness_job_id": {
              "type": "integer"
            },
            "copilot_locked_until": {
              "type": "string"
            },
            "agent_credit_locked": {
              "type": "boolean"
            },
            "account_migration_events": {
              "type": "array",
              "items": {}
            },
            "groups": {
              "type": "array",
              "items": {
                "type": "object",
                "fields": {
                  "account_id": {
                    "type": "integer"
                  },
                  "name": {
                    "type": "string"
                  },
                  "state": {
                    "type": "integer"
                  },
                  "assign_by_default": {
                    "type": "boolean"
                  },
                  "sso_mapping_groups": {
                    "type": "array",
                    "items": {
                      "type": "string"
                    }
                  }
                },
                "required": [
                  "account_id",
                  "assign_by_default",
                  "name",
                  "state"
                ]
              }
            },
            "created_at": {
              "type": "string"
            },
            "updated_at": {
              "type": "string"
            }
          },
          "required": [
            "account_migration_events",
            "agent_credit_locked",
            "analyst_seats",
            "billing_email_address",
            "business_critical",
            "copilot_locked_until",
            "created_at",
            "develop_pod_memory_request_mebibytes",
            "developer_seats",
            "enterprise_login_slug",
            "explorer_seats",
            "git_auth_level",
            "groups",
            "id",
            "identifier",
            "it_seats",
            "lock_cause",
            "lock_reason",
            "locked",
            "pending_cancel",
            "plan",
            "pod_memory_request_mebibytes",
            "queue_limit",
            "read_only_seats",
            "run_duration_limit_seconds",
            "run_locked_until",
            "run_slots",
            "starter_repo_url",
            "static_subdomain",
            "trial_end_date",
            "unlocked_at",
            "updated_at",
            "vanity_subdomain"
          ]
        },
        "status": {
          "type": "object",
          "fields": {
            "code": {
              "type": "integer"
            },
            "is_success": {
              "type": "boolean"
            },
            "user_message": {
              "type": "string"
            },
            "developer_message": {
              "type": "string"
            }
          },
          "required": [
            "developer_message",
            "is_success",
            "user_message"
          ]
        }
      },
      "required": [
        "data",
        "status"
      ]
    }
  },
  {
    "method": "GET",
    "path": "/api/v3/accounts/{account_id}/scim-config/",
    "query": {
      "include_related": {
        "type": "string"
      }
    },
    "status": 200,
    "answer": {
      "type": "object",
      "fields": {
        "status": {
          "type": "object",
          "fields": {
            "code": {
              "type": "integer"
            },
            "is_success": {
              "type": "boolean"
            },
            "user_message": {
              "type": "string"
            },
            "developer_message": {
              "type": "string"
            }
          }
        },
        "data": {
          "type": "object",
          "fields": {
            "enabled": {
              "type": "boolean"
            },
            "manual_updates_allowed": {
              "type": "boolean"
            },
            "scim_controlled_license_type": {
              "type": "boolean"
            }
          },
          "required": [
            "enabled",
            "manual_updates_allowed",
            "scim_controlled_license_type"
          ]
        },
        "extra": {
          "type": "object"
        },
        "error_code": {
          "type": "integer"
        }
      },
      "required": [
        "data"
      ]
    }
  },
  {
    "method": "POST",
    "path": "/api/v3/accounts/{account_id}/scim-config/",
    "query": {},
    "body": {
      "type": "object",
      "fields": {
        "enabled": {
          "type": "boolean"
        },
        "manual_updates_allowed": {
          "type": "boolean"
        },
        "scim_controlled_license_type": {
          "type": "boolean"
        }
      },
      "required": [
        "enabled",
        "manual_updates_allowed"
      ],
      "closed": true
    },
    "status": 200,
    "answer": {
      "type": "object",
      "fields": {
        "status": {
          "type": "object",
          "fields": {
            "code": {
              "type": "integer"
            },
            "is_success": {
              "type": "boolean"
            },
            "user_message": {
              "type": "string"
            },
            "developer_message": {
              "type": "string"
            }
          }
        },
        "data": {
          "type": "object",
          "fields": {
            "enabled": {
              "type": "boolean"
            },
            "manual_updates_allowed": {
              "type": "boolean"
            },
            "scim_controlled_license_type": {
              "type": "boolean"
            }
          },
          "required": [
            "enabled",
            "manual_updates_allowed",
            "scim_controlled_license_type"
          ]
        },
        "extra": {
          "type": "object"
        },
        "error_code": {
          "type": "integer"
        }
      },
      "required": [
        "data"
      ]
    }
  },
  {
    "method": "GET",
    "path": "/api/v3/accounts/{account_id}/scim-config/tokens/",
    "query": {
      "include_related": {
        "type": "string"
      }
    },
    "status": 200,
    "answer": {
      "type": "object",
      "fields": {
        "status": {
          "type": "object",
          "fields": {
            "code": {
              "type": "integer"
            },
            "is_success": {
              "type": "boolean"
            },
            "user_message": {
              "type": "string"
            },
            "developer_message": {
              "type": "string"
            }
          }
        },
        "data": {
          "type": "array",
          "items": {
            "type": "object",
            "fields": {
              "id": {
                "type": "integer"
              },
              "name": {
                "type": "string"
              },
              "created_at": {
                "type": "string"
              },
              "last_used": {
                "type": "string"
              }
            },
            "required": [
              "id",
              "name",
              "created_at"
            ]
          }
        },
        "extra": {
          "type": "object",
          "fields": {
            "filters": {
              "type": "object",
              "fields": {}
            },
            "order_by": {},
            "pagination": {
              "type": "object",
              "fields": {
                "count": {
                  "type": "integer"
                },
                "total_count": {
                  "type": "integer"
                }
              },
              "required": [
                "count",
                "total_count"
              ]
            }
          },
          "required": [
            "pagination"
          ]
        },
        "error_code": {
          "type": "integer"
        }
      },
      "required": [
        "data",
        "extra"
      ]
    }
  },
  {
    "method": "POST",
    "path": "/api/v3/accounts/{account_id}/scim-config/tokens/",
    "query": {},
    "body": {
      "type": "object",
      "fields": {
        "name": {
          "type": "string"
        }
      },
      "required": [
        "name"
      ],
      "closed": true
    },
    "status": 200,
    "answer": {
      "type": "object",
      "fields": {
        "status": {
          "type": "object",
          "fields": {
            "code": {
              "type": "integer"
            },
            "is_success": {
              "type": "boolean"
            },
            "user_message": {
              "type": "string"
            },
            "developer_message": {
              "type": "string"
            }
          }
        },
        "data": {
          "type": "object",
          "fields": {
            "id": {
              "type": "integer"
            },
            "name": {
              "type": "string"
            },
            "created_at": {
              "type": "string"
            },
            "last_used": {
              "type": "string"
            },
            "token_string": {
              "type": "string"
            }
          },
          "required": [
            "id",
            "name",
            "created_at",
            "token_string"
          ]
        },
        "extra": {
          "type": "object"
        },
        "error_code": {
          "type": "integer"
        }
      },
      "required": [
        "data"
      ]
    }
  },
  {
    "method": "GET",
    "path": "/api/v3/accounts/{account_id}/scim-config/tokens/{id}/",
    "query": {
      "include_related": {
        "type": "string"
      }
    },
    "status": 200,
    "answer": {
      "type": "object",
      "fields": {
        "status": {
          "type": "object",
          "fields": {
            "code": {
              "type": "integer"
            },
            "is_success": {
              "type": "boolean"
            },
            "user_message": {
              "type": "string"
            },
            "developer_message": {
              "type": "string"
            }
          }
        },
        "data": {
          "type": "object",
          "fields": {
            "id": {
              "type": "integer"
            },
            "name": {
              "type": "string"
            },
            "created_at": {
              "type": "string"
            },
            "last_used": {
              "type": "string"
            }
          },
          "required": [
            "id",
            "name",
            "created_at"
          ]
        },
        "extra": {
          "type": "object"
        },
        "error_code": {
          "type": "integer"
        }
      },
      "required": [
        "data"
      ]
    }
  },
  {
    "method": "DELETE",
    "path": "/api/v3/accounts/{account_id}/scim-config/tokens/{id}/",
    "query": {},
    "status": 204
  },
  {
    "method": "GET",
    "path": "/api/v3/accounts/{account_id}/scim/v2/ServiceProviderConfig",
    "query": {
      "include_related": {
        "type": "string"
      }
    },
    "status": 200
  }
]
