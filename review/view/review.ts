import type { Finding } from '../../core/findings';
import type { Json } from '../../core/json';
import type { ChangeKind, Line } from '../diff';
import type { RiskLevel } from '../risk';

/**
 * What a person needs to know about a change to a project. Plain data, free of secrets. All output formats are made from it.
 */
export interface Review {
  readonly project: string;
  /** In promotion order. Removed ones come last. */
  readonly environments: readonly string[];
  readonly verdict: Verdict;
  readonly promotions: readonly Promotion[];
  /** Images that several things are made from, and that moved: each is told once. Absent where none did. */
  readonly movedImages?: readonly MovedImage[];
  /** What concerns whole environments. */
  readonly notes: readonly Note[];
  /** The most dangerous first. */
  readonly entries: readonly Entry[];
  /** What the policies find in the new state. */
  readonly findings: readonly PolicyFinding[];
  /** Whether it is read off Terraform's own plans: then it predicts nothing. Absent where it is not. */
  readonly planned?: true;
  /** What changes among hosts, machines, workloads and connections; absent where a list says it as well. */
  readonly graph?: ChangeGraph;
}

/** What changes, with its direct neighbours. Bounded in size. */
export interface ChangeGraph {
  readonly parts: readonly GraphPart[];
  /** How many changed things and connections are not in it. */
  readonly notShown: number;
}

/** What changes in an environment, or alike in several. */
export interface GraphPart {
  readonly environments: readonly string[];
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** `replaced` is a prediction, as in an entry. `same` is a neighbour of what changes. */
export type GraphChange = 'added' | 'changed' | 'replaced' | 'removed' | 'same';

export interface GraphNode {
  /** Its id within the part: `workload:web`. */
  readonly id: string;
  readonly kind: 'host' | 'machine' | 'workload' | 'outside';
  readonly name: string;
  readonly change: GraphChange;
  /** How many like things it stands for, where there are more changes than boxes; absent for a thing of its own. */
  readonly count?: number;
}

export interface GraphEdge {
  /** The id of what opens the connection, or of a machine. */
  readonly from: string;
  /** The id of what it leads to, or of the machine's host. */
  readonly to: string;
  /** The ports, or `on` for the host of a machine; of a bundle how many connections. */
  readonly label: string;
  readonly change: GraphChange;
  /** How many connections it stands for; absent for one of its own. */
  readonly count?: number;
}

export interface Verdict {
  readonly outcome: 'nothing' | 'changes' | 'approval';
  /** The whole review in one line. */
  readonly text: string;
}

export interface Note {
  readonly text: string;
  readonly needsApproval: boolean;
}

export interface PolicyFinding extends Finding {
  /** The file that declares it, relative to the project; absent if it is not known. */
  readonly file?: string;
  /** Whether the previous state already had it. */
  readonly known: boolean;
  /** Why it is allowed here. An allowed finding requires nothing. */
  readonly allowed?: string;
}

/** An image that others are made from: one change, whatever it moves. */
export interface MovedImage {
  /** `base`: what builds take. `machine`: what machines start from. */
  readonly kind: 'base' | 'machine';
  /** A whole reference of a base, `repository:tag@sha256:…`; of machines the digest. */
  readonly before: string;
  readonly after: string;
  /** The services that are built from it, or the pools whose machines start from it. */
  readonly of: readonly MovedWith[];
}

export interface MovedWith {
  /** Absent for a build, which belongs to no environment. */
  readonly environment?: string;
  /** The service, or the pool. */
  readonly name: string;
  /** How many machines; absent for a build. */
  readonly machines?: number;
}

/** What a service runs, before and after. */
export interface Promotion {
  readonly service: string;
  readonly steps: readonly PromotionStep[];
  /** What changed its image; empty if the source is the same. */
  readonly source: readonly SourcePart[];
}

export interface PromotionStep {
  readonly environments: readonly string[];
  /** Null if there was no release. */
  readonly before: string | null;
  readonly after: string | null;
  /** The environment that ran it before. */
  readonly from: string | null;
  /** The commits that it ships, newest first, as `id subject`; undefined if they are not known. */
  readonly commits?: readonly string[];
}

export interface SourcePart {
  readonly change: 'added' | 'removed' | 'changed';
  /** As named in the manifest: `file src/server.js`, `argument NODE_ENV`. */
  readonly part: string;
}

/** The same change to one or more resources, in one or more environments. */
export interface Entry {
  readonly level: RiskLevel;
  readonly needsApproval: boolean;
  /** `replace` is a prediction, see `risks`. */
  readonly action: ChangeKind | 'replace';
  readonly type: string;
  readonly resources: readonly Resource[];
  readonly risks: readonly EntryRisk[];
  readonly rows: readonly Row[];
  /**
   * Changes that follow from this one: nothing differs in them but a hash of it, or they are the images that its machines start from. Absent
   * where there are none.
   */
  readonly follows?: readonly Entry[];
  /** The changed lines of the sources that say so, as `file:line`; absent where none is known. */
  readonly causes?: readonly string[];
  /** What to write so that nothing is destroyed: for renames, and for data that moves to another stack. */
  readonly offer?: readonly string[];
}

export interface Resource {
  /** Contains `‹environment›` if the name depends on the environment. */
  readonly address: string;
  /** The previous address, if it was different. */
  readonly former?: string;
  readonly places: readonly ResourceLocation[];
}

/** Where a resource is declared. */
export interface ResourceLocation {
  /** Null for resources that no environment owns. */
  readonly environment: string | null;
  readonly stack: string;
  readonly address: string;
  readonly construct: string | null;
  readonly file: string | null;
}

export interface EntryRisk {
  readonly level: RiskLevel;
  readonly reason: string;
  readonly needsApproval: boolean;
  /** The environments concerned, and of resources that no environment owns the stacks. */
  readonly environments: readonly string[];
}

/** One argument that differs. */
export interface Row {
  readonly path: string;
  /** More than one if the environments change differently. */
  readonly variants: readonly Variant[];
}

export interface Variant {
  /** Also the stacks of resources that no environment owns. */
  readonly environments: readonly string[];
  /** Absent if there was no value. */
  readonly before?: Json;
  readonly after?: Json;
  /** For structured or long texts: what differs inside them, instead of both values. */
  readonly inside?: InsideView;
}

export type InsideView =
  | { readonly kind: 'lines'; readonly lines: readonly Line[] }
  | { readonly kind: 'structured'; readonly language: 'JSON' | 'YAML'; readonly rows: readonly InnerRow[] };

/** What differs inside a text; neither if only its formatting does. */
export interface InnerRow {
  readonly path: string;
  readonly before?: Json;
  readonly after?: Json;
  readonly inside?: InsideView;
}
