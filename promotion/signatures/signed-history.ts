import { type AllowedSigners, readAllowedSigners } from '../../core/ssh-signatures';
import type { Pipeline } from '../pipeline';
import type { Release } from '../release';
import type { Releases } from '../releases';
import { type Proof, proofOf } from './proof';
import { Chain } from './statement';

/** What the signatures in a release file prove. */
export interface SignedHistory {
  /** The position of the first event that is signed: it vouches for those above it. Undefined where none is. */
  readonly first: number | undefined;
  /** The first event that had to be signed, and does not count as that; undefined where all count. Those below it depend on it. */
  readonly failure: Failure | undefined;
  /** The signers of the events from the first that is signed to the one before the failure. */
  readonly signers: readonly string[];
  /** How many of the records have an event. */
  readonly records: number;
}

/** An event that does not count as signed. */
export interface Failure {
  /** In the history. */
  readonly position: number;
  readonly proof: Exclude<Proof, { readonly signedBy: string }>;
}

/** Reads the signatures of a release. Where no event is signed, the newest one had to be. */
export function signedHistory(
  release: Release,
  project: Pipeline['project'],
  allowed: AllowedSigners,
): SignedHistory {
  const { history } = release;
  const signed = history.findIndex(({ signature }) => signature !== undefined);
  const first = signed === -1 ? undefined : signed;
  const chain = new Chain(release, project);
  const signers: string[] = [];
  for (const [position, event] of history.entries()) {
    if (position >= (first ?? history.length - 1)) {
      const proof = proofOf(event, chain.statementOf(event), allowed);
      if (!('signedBy' in proof))
        return { first, failure: { position, proof }, signers, records: chain.records };
      signers.push(proof.signedBy);
    }
    chain.append(event);
  }
  return { first, failure: undefined, signers, records: chain.records };
}

/**
 * Who signed each event of a release; undefined for one that nobody signed, or whose signature does not count.
 *
 * @example
 * const release = pipeline.releases.releaseOf('prod', 'api');
 * if (release) signersOf(pipeline, release).at(-1); // who signed what happened last
 */
export function signersOf(pipeline: SigningPipeline, release: Release): readonly (string | undefined)[] {
  const { first = release.history.length, signers } = historyIn(pipeline, release);
  return release.history.map((_, position) => (position < first ? undefined : signers[position - first]));
}

/** What of a pipeline decides about signatures. */
export type SigningPipeline = Pick<Pipeline, 'project' | 'releases'>;

/** Reads the signatures of a release of a pipeline. */
export function historyIn({ project, releases }: SigningPipeline, release: Release): SignedHistory {
  return signedHistory(release, project, allowedSignersOf(releases));
}

/** Who may sign the events of a project: nobody, where no file says so. */
export function allowedSignersOf({ allowedSigners, signersPath }: Releases): AllowedSigners {
  return readAllowedSigners(allowedSigners ?? '', signersPath);
}
