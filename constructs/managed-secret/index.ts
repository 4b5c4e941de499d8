export { checkManagedSecret, type ManagedSecretSpec } from './check-managed-secret';
export { ManagedSecret, type ManagedSecretProps } from './managed-secret';
export { secretVariable } from './secret-variable';
