export type { RegistryOptions } from './connect';
export type { Credentials, FindCredentials } from './credentials';
export { type Copied, copyImage } from './copy-image';
export { digestOfTag } from './digest-of-tag';
export { dockerCredentials } from './docker-credentials';
export { missingOfImage } from './missing-of-image';
export { platformsOfImage } from './platforms-of-image';
export { repositoryName } from './repository-name';
