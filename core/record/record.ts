import type { Finding } from '../findings';

/**
 * `cdktf.out/slipway.json`: what the synthesised Terraform cannot say of itself. Written by every synth, read by
 * reviews and reports; schemas/slipway.schema.json is its published form.
 */
export interface SlipwayRecord {
  readonly version: 1;
  readonly project: string;
  readonly environments: readonly EnvironmentRecord[];
  readonly images: Readonly<Record<string, ImageRecord>>;
  readonly stacks: Readonly<Record<string, StackRecord>>;
  readonly findings: readonly Finding[];
}

export interface EnvironmentRecord {
  readonly name: string;
  /** The environment before it in the promotion order. */
  readonly after: string | null;
  readonly protected: boolean;
  readonly namespace: string;
  readonly services: Readonly<Record<string, ServiceRecord>>;
  readonly hosts: Readonly<Record<string, HostRecord>>;
  readonly pools: Readonly<Record<string, readonly SlotRecord[]>>;
}

export interface ServiceRecord {
  /** Null where the service was never released to this environment: it is not in the Terraform. */
  readonly digest: string | null;
  /** Whether the digest is a sample that no registry has. */
  readonly sample: boolean;
  readonly replicas: ReplicasRecord;
  /** Where it answers: a public URL, or a name inside the cluster; null where it has no port. */
  readonly address: string | null;
}

export type ReplicasRecord = number | { readonly min: number; readonly max: number };

/** A host and what its machines are promised of it. */
export interface HostRecord {
  readonly cores: number;
  readonly memoryBytes: number;
  /** What may be promised: the host's own, less its reserve, under the environment's overcommit. */
  readonly allocatable: Resources;
  readonly promised: Resources;
}

/** Virtual CPUs and memory: what a host has, may promise or has left, or what a machine takes. */
export interface Resources {
  readonly cpu: number;
  readonly memoryBytes: number;
}

/** One machine, and how to get into it. */
export interface SlotRecord {
  readonly slot: string;
  readonly host: string;
  readonly name: string;
  readonly mac: string;
  readonly address: string;
  /** Its IPv6 address; null where it has none. */
  readonly address6: string | null;
  /** Its whole name; null where its network has no domain. */
  readonly fqdn: string | null;
  /** The digest of the image that it is to run: the slot's own, while a roll has not reached it, or its pool's. */
  readonly image: string;
  /** What cloud-init calls the machine: another one after every replacement on a fresh root disk. */
  readonly instanceId: string;
  /** Its Terraform address in the stack of its host. */
  readonly terraformAddress: string;
  /** Who may log in. */
  readonly users: readonly string[];
  /** Where to log in first, as `ssh -J` takes it; null where the machine is reached directly. */
  readonly jump: string | null;
}

export interface ImageRecord {
  readonly repository: string;
  readonly sourceHash: string;
  /** The digest that a release already holds for this source; null where the `images` stack will build it. */
  readonly recorded: string | null;
  /** Path or argument → hash: what makes up the source hash. */
  readonly manifest: Readonly<Record<string, string>>;
}

export interface StackRecord {
  /** Null for the stack that no environment owns. */
  readonly environment: string | null;
  /** What identifies its state; no two stacks have the same. */
  readonly state: string;
  readonly dependsOn: readonly string[];
  /** Terraform address → where it comes from. */
  readonly resources: Readonly<Record<string, ResourceRecord>>;
}

export interface ResourceRecord {
  /** The path of its construct. */
  readonly construct: string;
  /** The file that asks for it, relative to the project; null where it is not known. */
  readonly file: string | null;
  /** Whether Terraform refuses to destroy it. */
  readonly protected: boolean;
}
