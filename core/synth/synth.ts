import type { JsonObject } from '../json';
import type { NotSecretRecord, SlipwayRecord } from '../record';

/** A synth as plain data: its record, and its Terraform configuration. */
export interface Synth {
  readonly record: SlipwayRecord;
  /** Name → stack. */
  readonly stacks: ReadonlyMap<string, Stack>;
}

export interface Stack {
  readonly name: string;
  /** Null for a stack that no environment owns. */
  readonly environment: string | null;
  /** Address → block. */
  readonly blocks: ReadonlyMap<string, Block>;
  readonly moved: readonly Move[];
  readonly removed: readonly Removal[];
  /** The addresses that `import` blocks take over. */
  readonly imported: readonly string[];
  /** What is declared not to be a secret, although it looks like one. */
  readonly notSecrets: readonly NotSecretRecord[];
  /** What Terraform's plan says of it. Undefined where there is no plan, and a table must tell. */
  readonly planned?: StackPlan;
}

/** What a plan says besides how the blocks are before and after it. */
export interface StackPlan {
  /** Address → what is done with it. What is not in it stays as it is. */
  readonly actions: ReadonlyMap<string, PlannedAction>;
  /** What concerns the plan as a whole. */
  readonly notes: readonly { readonly text: string; readonly needsApproval: boolean }[];
}

/** What a plan does with a resource or an output. */
export interface PlannedAction {
  /** Why it is replaced, as predicates; empty where it is not. */
  readonly replacedBecause: readonly string[];
  /** Whether it is imported into the state. */
  readonly isImported: boolean;
  /** Whether another one is created, and this one leaves the state and stays where it is. */
  readonly isLeft: boolean;
}

/** The kind of a block: something that Terraform creates, or a setting of the stack. */
export type BlockKind =
  'resource' | 'data' | 'module' | 'provider' | 'variable' | 'output' | 'terraform' | 'other';

/** One block of a Terraform configuration. */
export interface Block {
  readonly kind: BlockKind;
  /** The Terraform address: `kubernetes_service_v1.api`, `data.x.y`, `module.vpc`, `provider.libvirt`, `terraform.backend`. */
  readonly address: string;
  /** The resource type; for a setting, its kind. */
  readonly type: string;
  readonly name: string;
  readonly arguments: JsonObject;
  /** The construct's path; null for a block without one. */
  readonly construct: string | null;
  /** The file that declares it, relative to the project; null if it is not known. */
  readonly file: string | null;
  /** Whether Terraform refuses to destroy it. */
  readonly protected: boolean;
}

/** A `moved` block. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/** A `removed` block. */
export interface Removal {
  readonly from: string;
  /** Whether the real resource is destroyed, too. */
  readonly destroy: boolean;
}
