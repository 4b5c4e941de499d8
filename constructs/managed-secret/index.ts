export { ManagedSecret, type ManagedSecretProps, secretVariable } from './managed-secret';
