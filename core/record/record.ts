import type { Finding } from '../findings';
import type { StageAfter } from '../pipeline';
import type { NotSecret } from '../secrets';

/**
 * `cdktf.out/slipway.json`: what the synthesised Terraform cannot say of itself. Written by every synth, read by
 * reviews and reports; schemas/slipway.schema.json is its published form.
 */
export interface SlipwayRecord {
  /** The version of this format. */
  readonly version: 1;
  /** The project's name. */
  readonly project: string;
  /** Each after the one that it comes after. */
  readonly environments: readonly EnvironmentRecord[];
  /** Service → its image. */
  readonly images: Readonly<Record<string, ImageRecord>>;
  /** Stack → what Terraform does not say of it. */
  readonly stacks: Readonly<Record<string, StackRecord>>;
  /** What the synth found and let pass: warnings and notes. */
  readonly findings: readonly Finding[];
}

/** An environment of the project. */
export interface EnvironmentRecord {
  /** The environment's name. */
  readonly name: string;
  /** The environment before it in the promotion order; or several, of which all or any must have verified an image. */
  readonly after: Exclude<StageAfter, undefined>;
  /** Whether what holds data may not be destroyed. */
  readonly protected: boolean;
  /** What must hold before its images and machines change. Missing in what an older Slipway wrote. */
  readonly rules?: RulesRecord;
  /** Its Kubernetes namespace. */
  readonly namespace: string;
  /** Service → what the environment runs of it. */
  readonly services: Readonly<Record<string, ServiceRecord>>;
  /** Job → what the environment runs once for each image, or on a schedule. Missing where the project has no jobs. */
  readonly jobs?: Readonly<Record<string, JobRecord>>;
  /** Hypervisor → what its machines may take. */
  readonly hosts: Readonly<Record<string, HostRecord>>;
  /** The pool whose machines are the nodes of its cluster. Missing where the cluster has nodes of its own. */
  readonly nodePool?: string;
  /** Pool → its machines. */
  readonly pools: Readonly<Record<string, readonly SlotRecord[]>>;
}

/** What commands demand before images and machines of an environment change. Nothing of it is in the Terraform. */
export interface RulesRecord {
  /** For how many seconds the environment before must have selected and verified an image. */
  readonly soakSeconds: number;
  /** When nothing new is selected. */
  readonly freezes: readonly FreezeRecord[];
  /** What must hold before an image counts as verified, in its order. */
  readonly checks: readonly CheckRecord[];
  /** Whether what release files say happened must be signed. */
  readonly signedEvents: boolean;
  /** How many hosts may be lost at once, so that all machines fit on the rest. */
  readonly survivedHosts: number;
  /** By which factor a host may promise more than it has. */
  readonly overcommit: { readonly cpu: number; readonly memory: number };
  /** Pool → how its machines are spread and replaced. */
  readonly pools: Readonly<Record<string, PoolRulesRecord>>;
}

/** A time in which nothing new is selected. */
export interface FreezeRecord {
  /** `from friday 16:00 until monday 08:00 (UTC)` */
  readonly when: string;
  /** Why. */
  readonly reason: string;
}

/** A check in words, without what may be secret. */
export interface CheckRecord {
  /** `GET https://shop.example.com/healthz` */
  readonly asks: string;
  /** `200 within 5s` */
  readonly expects: string;
}

/** How the machines of a pool are spread over hosts and replaced. */
export interface PoolRulesRecord {
  /** Whether two of them never share a host. */
  readonly spread: 'preferred' | 'required';
  /** How many of them may be down at once. */
  readonly maxUnavailable: number;
  /** Whether a majority of them stays up in any case. */
  readonly quorum: boolean;
}

/** A service in an environment. */
export interface ServiceRecord {
  /** Null where the service was never released to this environment: it is not in the Terraform. */
  readonly digest: string | null;
  /** Whether the digest is a sample that no registry has. */
  readonly sample: boolean;
  /** How many pods run. */
  readonly replicas: ReplicasRecord;
  /** Where it answers: a public URL, or a name inside the cluster; null where it has no port. */
  readonly address: string | null;
}

/** What runs and ends in an environment. */
export type JobRecord = PreparingJobRecord | FinishingJobRecord | ScheduledJobRecord;

/** What jobs of either kind have in common. */
interface EndingRecord {
  /** The service whose image it runs. */
  readonly of: string;
  /** Null where no release selects an image: it is not in the Terraform. */
  readonly digest: string | null;
  /** Whether the digest is a sample that no registry has. */
  readonly sample: boolean;
}

/** What a deploy runs once for each image in an environment, before it rolls out what needs it. */
export interface PreparingJobRecord extends EndingRecord {
  /** The services that are rolled out after it. */
  readonly before: readonly string[];
}

/** What a deploy runs once for each image in an environment, at its end. */
export interface FinishingJobRecord extends EndingRecord {
  /** The services that it waits for. */
  readonly after: readonly string[];
}

/** What runs on a schedule in an environment. */
export interface ScheduledJobRecord extends EndingRecord {
  /** When it runs, as five fields or a word such as `@daily`. */
  readonly schedule: string;
  /** The time zone of the schedule. */
  readonly timeZone: string;
}

/** A number of pods, the autoscaler's bounds, or one pod on every node. */
export type ReplicasRecord = number | 'every node' | { readonly min: number; readonly max: number };

/** A host and what its machines are promised of it. */
export interface HostRecord {
  /** What fails together with it, such as its rack. Missing where it fails alone. */
  readonly failureDomain?: string;
  /** Processor cores. */
  readonly cores: number;
  /** Physical memory. */
  readonly memoryBytes: number;
  /** What may be promised: the host's own, less its reserve, under the environment's overcommit. */
  readonly allocatable: Resources;
  /** What its machines take together. */
  readonly promised: Resources;
}

/** Virtual CPUs and memory: what a host has, may promise or has left, or what a machine takes. */
export interface Resources {
  /** Virtual CPUs. */
  readonly cpu: number;
  /** Memory in bytes. */
  readonly memoryBytes: number;
}

/** One machine, and how to get into it. */
export interface SlotRecord {
  /** Its key in the pool. */
  readonly slot: string;
  /** The hypervisor that runs it. */
  readonly host: string;
  /** The machine's name. */
  readonly name: string;
  /** Its MAC address. */
  readonly mac: string;
  /** Its IPv4 address. */
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

/** A service's image. */
export interface ImageRecord {
  /** Where it is pushed: registry and name, without a tag. */
  readonly repository: string;
  /** The hash of everything that goes into the build. */
  readonly sourceHash: string;
  /** The digest that a release already holds for this source; null where the `images` stack will build it. */
  readonly recorded: string | null;
  /** Path or argument → hash: what makes up the source hash. */
  readonly manifest: Readonly<Record<string, string>>;
  /** The images that its Dockerfile takes, such as its base. Missing where it is in another language than Docker's. */
  readonly takes?: readonly string[];
}

/** A stack of the project. */
export interface StackRecord {
  /** Null for the stack that no environment owns. */
  readonly environment: string | null;
  /** What identifies its state; no two stacks have the same. */
  readonly state: string;
  /** The stacks that are applied before it. */
  readonly dependsOn: readonly string[];
  /** Terraform address → where it comes from. */
  readonly resources: Readonly<Record<string, ResourceRecord>>;
  /** What is declared not to be a secret, although it looks like one. Missing where nothing is. */
  readonly notSecrets?: readonly NotSecretRecord[];
}

/** A text that is declared not to be a secret. */
export interface NotSecretRecord extends NotSecret {
  /** The path of the construct whose text it is. */
  readonly construct: string;
}

/** A resource of a stack. */
export interface ResourceRecord {
  /** The path of its construct. */
  readonly construct: string;
  /** The file that asks for it, relative to the project; null where it is not known. */
  readonly file: string | null;
  /** Whether Terraform refuses to destroy it. */
  readonly protected: boolean;
}
