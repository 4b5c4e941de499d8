import type { Severity } from '../../core/findings';
import type { EnvironmentRecord } from '../../core/record';
import type { Block, Stack, Synth } from '../synth';

/** The verdict of a policy. */
export type PolicyVerdict =
  /** The policy does not apply to it. */
  | 'not applicable'
  | 'compliant'
  /** Every violation of the rule. */
  | readonly NonCompliance[];

/** One violation of a rule. */
export interface NonCompliance {
  /** Where in the resource; empty for the resource as a whole. @default '' */
  readonly path?: string;
  /** As a predicate: `must drop all capabilities`. */
  readonly message: string;
  /** The value that was found. Never a secret. */
  readonly value?: string;
  /** What to do about it. */
  readonly advice: string;
}

/** The severity of a rule in protected environments, and elsewhere. */
export interface PolicySeverity {
  /** For resources of a protected environment. */
  readonly protected: Severity;
  /** Also for resources that no environment owns. */
  readonly other: Severity;
}

interface AnyPolicy {
  /** Its stable name, prefixed with the area: `pods/privileged`. */
  readonly name: string;
  readonly severity: PolicySeverity;
}

/** A rule about one resource. */
export interface ResourcePolicy extends AnyPolicy {
  /** Judges one resource of the synthesised Terraform. */
  readonly judge: (resource: Block, where: Where) => PolicyVerdict;
}

/** A rule about everything in one environment. */
export interface EnvironmentPolicy extends AnyPolicy {
  /** Judges one environment. */
  readonly judgeEnvironment: (environment: EnvironmentView) => PolicyVerdict;
}

/** A rule about all environments together. */
export interface ProjectPolicy extends AnyPolicy {
  /** Judges everything that was synthesised. */
  readonly judgeProject: (synth: Synth) => PolicyVerdict;
}

/** What must never be deployed: one rule, as a pure function of the synthesised output. */
export type Policy = ResourcePolicy | EnvironmentPolicy | ProjectPolicy;

/** Where a resource is declared. */
export interface Where {
  readonly stack: Stack;
  /** Undefined for resources that no environment owns. */
  readonly environment: EnvironmentRecord | undefined;
}

/** Everything in one environment. */
export interface EnvironmentView {
  /** Its entry in `slipway.json`. */
  readonly record: EnvironmentRecord;
  /** Its stacks. */
  readonly stacks: readonly Stack[];
  /** The resources of all its stacks. */
  readonly resources: readonly Block[];
}

/** Compliant, unless there are violations. */
export function verdict(wrong: readonly NonCompliance[]): PolicyVerdict {
  return wrong.length === 0 ? 'compliant' : wrong;
}
