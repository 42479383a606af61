export { type Call, type Ending, formatName, type Method, nameCall } from './call.ts'
export { isSameName, normalizeName } from './candidates.ts'
export { type Api, createApi } from './client.ts'
export { type Clock, systemClock } from './clock.ts'
export { type Collection, type CollectionFacts, collection, type Reading } from './collection.ts'
export { createOrAdopt, createSecret, type SecretCreate } from './create.ts'
export type { Envelope } from './envelope.ts'
export {
  AbsentError,
  AmbiguousCreateError,
  ApiError,
  ConflictError,
  ForbiddenError,
  HttpError,
  isAbsent,
  LeftBehindError,
  LeftoverError,
  LostSecretError,
  NotFoundError,
  ProxyError,
  ReadOnlyError,
  RedirectError,
  RepairedCreateError,
  SettingError,
  StoppedError,
  TimeoutError,
  TransportError,
  UnauthorizedError,
  UnreadableAnswerError,
} from './errors.ts'
export type { Decoded, Field, Fields, FieldType } from './fields.ts'
export { listFirst } from './first-listing.ts'
export { type Id, type IdType, readId } from './id.ts'
export { formatJson, isObject, parseJson } from './json.ts'
export { createLock } from './lock.ts'
export { maskTokens } from './mask.ts'
export { type Item, type Listing, list, type Page, pages } from './pages.ts'
export { plainText, quoted } from './plain-text.ts'
export { preflight } from './preflight.ts'
export type { SafeCreate } from './reconcile.ts'
export { requestObject } from './request-object.ts'
export type { ApiOptions, Log } from './settings.ts'
export { changeShared, type SharedObject } from './shared-object.ts'
export { unlikeSent } from './unlike-sent.ts'
