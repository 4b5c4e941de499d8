export type { Credentials, FindCredentials } from './credentials';
export { dockerCredentials } from './docker-credentials';
export { hasDigest, type RegistryOptions } from './has-digest';
