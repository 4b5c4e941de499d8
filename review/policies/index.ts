export { check, type CheckOptions, type OwnJudgements, type PolicyException } from './check';
export { judgeBetween, judgeBy, type Judgement } from './judge';
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
export { containersOf } from '../workloads';
export { POLICIES } from './policies';
