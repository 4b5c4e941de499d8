import type { JsonObject } from '../../core/json';
import type { SlipwayRecord } from '../../core/record';

/** A synth as plain data: its record, and what Terraform is to read. */
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
}

/** What a block declares: a thing that Terraform makes, or a setting of the stack. */
export type BlockKind = 'resource' | 'data' | 'provider' | 'variable' | 'output' | 'terraform' | 'other';

/** One block of Terraform's configuration. */
export interface Block {
  readonly kind: BlockKind;
  /** As Terraform names it: `kubernetes_service_v1.api`, `data.x.y`, `provider.libvirt`, `terraform.backend`. */
  readonly address: string;
  /** The resource's type; for a setting its kind. */
  readonly type: string;
  readonly name: string;
  readonly arguments: JsonObject;
  /** The path of its construct; null for what has none. */
  readonly construct: string | null;
  /** The file that asks for it, relative to the project; null where it is not known. */
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
  /** Whether what the resource stands for goes too. */
  readonly destroy: boolean;
}
