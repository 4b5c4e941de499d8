import type { Finding } from '../findings';
import { foreignFiles } from './foreign-files';
import { identityFindings } from './identity-law';
import type { Releases } from './releases';
import { selectionFindings } from './selection-law';

/** What the law of promotion speaks about. */
export interface PromotionLine {
  /** The environments; `after` names the one in which a digest must be verified first. */
  readonly environments: readonly { readonly name: string; readonly after?: string }[];
  /** The names of the services. */
  readonly services: readonly string[];
  readonly releases: Releases;
}

/**
 * Proves, from recorded facts alone, that what each environment selects may run there:
 * - it was verified in the environment before, whatever that one has selected since;
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
