export type { RegistryOptions } from './connect';
export type { Credentials, FindCredentials } from './credentials';
export { dockerCredentials } from './docker-credentials';
export { missingOfImage } from './missing-of-image';
