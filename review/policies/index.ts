export { check, type CheckOptions, type PolicyException } from './check';
export type {
  EnvironmentPolicy,
  EnvironmentView,
  NonCompliance,
  Policy,
  PolicySeverity,
  PolicyVerdict,
  ProjectPolicy,
  ResourcePolicy,
  Where,
} from './policy';
export { containersOf } from './pods';
export { POLICIES } from './policies';
