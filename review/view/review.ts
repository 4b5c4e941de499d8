import type { Finding } from '../../core/findings';
import type { Json } from '../../core/json';
import type { ChangeKind, Line } from '../diff';
import type { RiskLevel } from '../risk';

/** What a person needs to know of a change to a project. Plain data without a secret: every output is made of it. */
export interface Review {
  readonly project: string;
  /** In promotion order, those that are gone last. */
  readonly environments: readonly string[];
  readonly verdict: Verdict;
  readonly promotions: readonly Promotion[];
  /** What concerns whole environments. */
  readonly notes: readonly Note[];
  /** The most dangerous first. */
  readonly entries: readonly Entry[];
  /** What the policies find in the state after. */
  readonly findings: readonly PolicyFinding[];
}

export interface Verdict {
  readonly outcome: 'nothing' | 'changes' | 'approval';
  /** In one line. */
  readonly text: string;
}

export interface Note {
  readonly text: string;
  readonly needsApproval: boolean;
}

export interface PolicyFinding extends Finding {
  /** The file that asks for what was found, relative to the project; missing where it is not known. */
  readonly file?: string;
  /** Whether the state before had it already. */
  readonly known: boolean;
  /** Why it is allowed here; it asks for nothing then. */
  readonly allowed?: string;
}

/** What a service runs, before and after. */
export interface Promotion {
  readonly service: string;
  readonly steps: readonly PromotionStep[];
  /** What made its image another one; none where its source is the same. */
  readonly source: readonly SourcePart[];
}

export interface PromotionStep {
  readonly environments: readonly string[];
  /** Null where there was no release. */
  readonly before: string | null;
  readonly after: string | null;
  /** The environment that ran it before. */
  readonly from: string | null;
  /** The commits that it ships, the newest first, as `id subject`; undefined where they are not known. */
  readonly commits?: readonly string[];
}

export interface SourcePart {
  readonly change: 'added' | 'removed' | 'changed';
  /** As the manifest names it: `file src/server.js`, `argument NODE_ENV`. */
  readonly part: string;
}

/** The same change to one or more resources, in one or more environments. */
export interface Entry {
  readonly level: RiskLevel;
  readonly needsApproval: boolean;
  /** `replace`: as far as is known, see `risks`. */
  readonly deed: ChangeKind | 'replace';
  readonly type: string;
  readonly resources: readonly Resource[];
  readonly risks: readonly EntryRisk[];
  readonly rows: readonly Row[];
  /** What to write so that nothing is destroyed: for renames, and for data that goes to another stack. */
  readonly offer?: readonly string[];
}

export interface Resource {
  /** With `‹environment›` where it is named after its environment. */
  readonly address: string;
  /** The address that it had before, where that was another one. */
  readonly former?: string;
  readonly places: readonly Place[];
}

/** Where a resource is declared. */
export interface Place {
  /** Null for what no environment owns. */
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
  /** Where it is so; empty where no environment owns it. */
  readonly environments: readonly string[];
}

/** One argument that differs. */
export interface Row {
  readonly path: string;
  /** More than one where the environments do not change alike. */
  readonly variants: readonly Variant[];
}

export interface Variant {
  /** Empty where no environment owns it. */
  readonly environments: readonly string[];
  /** Missing where there was none. */
  readonly before?: Json;
  readonly after?: Json;
  /** Of texts that hold more than a value: what differs in them, in place of both. */
  readonly inside?: InsideView;
}

export type InsideView =
  | { readonly kind: 'lines'; readonly lines: readonly Line[] }
  | { readonly kind: 'structured'; readonly language: 'JSON' | 'YAML'; readonly rows: readonly InnerRow[] };

/** What differs inside a text; none of both where only its spelling does. */
export interface InnerRow {
  readonly path: string;
  readonly before?: Json;
  readonly after?: Json;
  readonly inside?: InsideView;
}
