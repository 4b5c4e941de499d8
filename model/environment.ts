import type { Metadata } from '../constructs/metadata';
import type { Duration, Size } from '../constructs/quantities';
import type {
  AddressRange,
  CloudInit,
  DiskProps,
  MachineImage,
  NetworkSpec,
  Retirement,
} from '../constructs/vm-pool';
import type { Overcommit } from '../placement';
import type { Freeze } from '../promotion';
import type { Check } from './check';
import type { Cluster } from './cluster';
import type { Extension } from './extension';
import type { NotRun } from './not-run';
import type { Hypervisor } from './hypervisor';
import type { SecretSource } from './secret-source';
import type { AnyServiceSettings } from './service-settings';
import type { State } from './state';

/** Where a slot runs, and its address where it is not the one that derives from its key. */
export type SlotPlace<H extends string = string> =
  H | { readonly on?: H; readonly address?: string; readonly address6?: string };

/** Where a retired slot ran, and what happens to its data. */
export interface RetiredSlot<H extends string = string> {
  readonly on: H;
  readonly data: Retirement;
}

/** A set of like virtual machines. `H` names the hypervisors and `N` the networks of its environment. */
export interface PoolProps<H extends string = string, N extends string = string> {
  /**
   * The machines: a number n for the slots 0 to n-1, their keys, or key → the hypervisor that it runs on. What is not given a
   * hypervisor is placed by `slipway place`, in `environments/<name>/placement.json`.
   *
   * A slot is a stable place: its name, MAC and address never depend on its neighbours, so adding or removing one touches
   * exactly one machine. Its index is never reused for another place.
   */
  readonly slots: number | readonly string[] | Readonly<Record<string, SlotPlace<H>>>;
  /** Whether two of its slots may share a hypervisor when nothing else is left (`preferred`), or never. @default 'preferred' */
  readonly spread?: 'preferred' | 'required';
  /** How many of its machines may be down at once while they are replaced: by `slipway roll`, or by a deploy. @default 1 */
  readonly maxUnavailable?: number;
  /** Whether a majority of its machines stays up in any case: what they run is a quorum, as etcd is. @default false */
  readonly quorum?: boolean;
  /** Virtual CPUs of each machine. */
  readonly cpu: number;
  /** Memory of each machine, in whole mebibytes. */
  readonly memory: Size;
  /**
   * What its machines are to start from. A machine that stands in the placement file keeps the image recorded there until
   * `slipway roll` reaches it; another one has this.
   */
  readonly image: MachineImage;
  /** The network that its machines are connected to. */
  readonly network: N;
  /** The pool's own range inside the network: a CIDR block, or its first and last address. */
  readonly addresses: AddressRange;
  /** The pool's own range of IPv6, where its network has some. @default none */
  readonly addresses6?: AddressRange;
  /** What it was called before, the oldest name first: its machines stay what they are. @default it has always had its name */
  readonly formerly?: string | readonly string[];
  /**
   * Slots that were removed, the hypervisor that each ran on, and what happens to the disks that hold their data: `keep` them
   * under Terraform, `forget` them where they are, or `destroy` them. @default none: without a word, data is destroyed with its slot
   */
  readonly retired?: Readonly<Record<string, RetiredSlot<H>>>;
  /** @default Size.gibibytes(20) */
  readonly rootDisk?: Size;
  /** Disks that hold data and outlive the machine. @default none */
  readonly disks?: Readonly<Record<string, DiskProps>>;
  /** What a machine does at its first boot. @default nothing, and no user can log in */
  readonly cloudInit?: CloudInit;
}

/**
 * What an environment says. `S` is what it must say about each service; `H`, `N` and `P` name its hypervisors, networks and
 * pools.
 */
export interface EnvironmentProps<
  S,
  H extends string = string,
  N extends string = string,
  P extends string = string,
> extends Metadata {
  /** The environment's name, such as `prod`. */
  readonly name: string;
  /**
   * The environment before it in the promotion order: only what was verified there may run here. Or several: `all(eu, us)`, each of
   * which must have verified it, or `any(eu, us)`, of which one is enough. Null begins a second line.
   * @default none: it is the first, of which there is one
   */
  readonly after?: DeclaredEnvironment | AfterSeveral | null;
  /**
   * How long the environment before must have selected and verified an image before it is selected here: the time in which another
   * image was selected does not count. Compared with what the release files record, at every synth. @default no time
   */
  readonly soak?: Duration;
  /**
   * When nothing new is selected here: once, or in every week. Only commands look at the clock; a rollback is always possible.
   * @default never
   */
  readonly freeze?: readonly Freeze[];
  /**
   * What must hold before `slipway verify` records that the images of this environment work, in this order: requests, commands of yours,
   * queries to Prometheus. @default none: it is enough that they run
   */
  readonly checks?: readonly Check[];
  /**
   * Whether what its release files say happened must be signed, by an SSH key that `environments/allowed_signers` allows: synth then
   * refuses events that were forged, edited, moved or copied. The commands sign with git's `user.signingKey`. @default false
   */
  readonly signedEvents?: boolean;
  /** Whether what holds data is protected against destruction. @default false */
  readonly protect?: boolean;
  /** @default none: Slipway manages no machines here */
  readonly hypervisors?: Readonly<Record<H, Hypervisor>>;
  /** What pools are connected to. @default none */
  readonly networks?: Readonly<Record<N, NetworkSpec>>;
  /** @default none: a host promises what it has */
  readonly overcommit?: Overcommit;
  /** How many hosts may be lost at once, so that their slots fit on the rest by the same rules. @default 0 */
  readonly survives?: { readonly hosts: number };
  /** The machines. @default none */
  readonly pools?: Readonly<Record<P, PoolProps<NoInfer<H>, NoInfer<N>>>>;
  /** The cluster that the services run in. */
  readonly cluster: Cluster<NoInfer<P>>;
  /** Secret name → where it comes from. @default none */
  readonly secrets?: Readonly<Record<string, SecretSource>>;
  /** The secret (of the `secrets`) that holds the registry's credentials. @default none: pulled anonymously */
  readonly pullSecret?: string;
  /**
   * Registry → where this environment pulls its images from instead, such as
   * `{ 'docker.io': 'registry.example.com/docker-hub' }`. The digest stays the same; `slipway mirror` copies what is selected.
   * @default none
   */
  readonly mirrors?: Readonly<Record<string, string>>;
  /**
   * Objects of the namespace that ran before Slipway, such as `Deployment/web`: the first deploy takes them over instead of making
   * others. Take the list out once it has. @default none
   */
  readonly imports?: readonly string[];
  /** Every service of the project: a forgotten one does not compile. */
  readonly services: S;
  /**
   * Puts what Slipway does not model into the services stack: any resource, of any provider that the function makes. Part of every
   * synth, so that every command sees it. @default nothing more
   */
  readonly extend?: Extension<S>;
  /**
   * The same for a stack of its own after the services, `<env>-manifests`. `kubernetes_manifest` belongs there: to plan it takes a
   * cluster that answers and that knows its kind. @default no such stack
   */
  readonly manifests?: Extension<S>;
  /** @default the project's */
  readonly state?: State;
}

/** Several environments before one. Made by `all` and `any`. */
export interface AfterSeveral<E = DeclaredEnvironment> {
  /** Whether each of them must have verified an image, and let it soak, or one is enough. */
  readonly kind: 'all' | 'any';
  /** The environments. */
  readonly environments: readonly E[];
}

/** One of the places that a project ships to, as it was written down. Made by {@link Project.environment}. */
export interface DeclaredEnvironment extends Omit<
  EnvironmentProps<Readonly<Record<string, AnyServiceSettings | NotRun>>>,
  'hypervisors' | 'networks' | 'pools' | 'secrets' | 'protect'
> {
  /** Whether data is protected against destruction. */
  readonly protect: boolean;
  /** Name → hypervisor. */
  readonly hypervisors: Readonly<Record<string, Hypervisor>>;
  /** Name → network. */
  readonly networks: Readonly<Record<string, NetworkSpec>>;
  /** Name → pool. */
  readonly pools: Readonly<Record<string, PoolProps>>;
  /** Secret name → where it comes from. */
  readonly secrets: Readonly<Record<string, SecretSource>>;
  /** The file that describes it, absolute, where the runtime can tell. */
  readonly file: string | undefined;
}

/** An environment in which every slot has its host. */
export interface Environment extends Omit<DeclaredEnvironment, 'after' | 'pools' | 'services'> {
  /** What it says of the services that run there. */
  readonly services: Readonly<Record<string, AnyServiceSettings>>;
  /** What it says of those that do not. */
  readonly notRun: Readonly<Record<string, NotRun>>;
  readonly after?: Environment | AfterSeveral<Environment> | null;
  readonly pools: Readonly<Record<string, Pool>>;
}

/** A pool in which every slot has its host. */
export interface Pool extends Omit<PoolProps, 'slots'> {
  readonly slots: Readonly<Record<string, PlacedSlot>>;
}

export interface PlacedSlot {
  readonly host: string;
  /** What it runs. @default the pool's image */
  readonly image?: MachineImage;
  readonly address?: string;
  readonly address6?: string;
}
