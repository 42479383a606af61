export type { Call, Ending, Method } from './call.ts'
export { type Api, createApi } from './client.ts'
export { type Clock, systemClock } from './clock.ts'
export { type Collection, collection } from './collection.ts'
export type { Envelope } from './envelope.ts'
export {
  AbsentError,
  AmbiguousCreateError,
  ApiError,
  ForbiddenError,
  HttpError,
  isAbsent,
  LeftBehindError,
  LostSecretError,
  NotFoundError,
  RedirectError,
  SettingError,
  StoppedError,
  TimeoutError,
  TransportError,
  UnauthorizedError,
  UnreadableAnswerError,
} from './errors.ts'
export { type Id, type Item, type Listing, list, type Page, pages } from './pages.ts'
export { createSecret, type SecretCreate } from './reconcile.ts'
export type { ApiOptions, Log } from './settings.ts'
