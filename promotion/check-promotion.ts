import type { Duration } from '../constructs/quantities';
import type { Finding } from '../core/findings';
import { foreignFiles } from './foreign-files';
import type { Freeze } from './freeze';
import { identityFindings } from './identity-law';
import type { Releases } from './releases';
import { selectionFindings } from './selection-law';

/** An environment of a promotion line. */
export interface LineEnvironment {
  readonly name: string;
  /** The one in which a digest must be verified first. @default none: it needs no proof */
  readonly after?: string;
  /** How long ago that must have been when the digest is selected here. @default no time */
  readonly soak?: Duration;
  /** When nothing new is selected. The law does not read it: only a command has a clock. @default never */
  readonly freeze?: readonly Freeze[];
}

/** What the law of promotion speaks about. */
export interface PromotionLine {
  readonly environments: readonly LineEnvironment[];
  /** The names of the services. */
  readonly services: readonly string[];
  readonly releases: Releases;
}

/**
 * Proves, from recorded facts alone, that what each environment selects may run there:
 * - it was verified in the environment before, whatever that one has selected since, and long enough ago;
 * - it was rejected nowhere;
 * - a source hash has one digest, and a digest one origin, in all environments.
 *
 * Files of environments or services that the project no longer has are warnings. A file that is invalid proves and
 * breaks nothing: its own findings, {@link Releases.findings}, already fail the synth.
 */
export function checkPromotion(line: PromotionLine): readonly Finding[] {
  return [
    ...foreignFiles(line),
    ...line.services.flatMap((service) => [
      ...identityFindings(line, service),
      ...selectionFindings(line, service),
    ]),
  ];
}
