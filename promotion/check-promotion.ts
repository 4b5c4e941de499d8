import type { Finding } from '../core/findings';
import { foreignFiles } from './foreign-files';
import { groupFindings } from './group-rules';
import { identityFindings } from './identity-rules';
import type { Pipeline } from './pipeline';
import { selectionFindings } from './selection-rules';

/**
 * Proves, from recorded facts alone, that what each environment selects may run there:
 * - it was verified in the environment before that runs the service, and was selected and verified there for long enough;
 * - no environment rejected it, and none left it by a rollback before, unless a person decided so;
 * - the services of a group were selected and verified there at the same time;
 * - a source hash has one digest, and a digest has one origin, in all environments.
 *
 * Files of environments or services that the project no longer has are warnings. An invalid file proves nothing and breaks
 * nothing: its own findings, {@link Releases.findings}, already fail the synth.
 *
 * @example
 * const releases = readReleases(join(__dirname, 'environments'));
 * const stages = [{ name: 'dev' }, { name: 'prod', after: 'dev', soak: Duration.hours(24) }];
 * checkPromotion({ stages, services: ['api'], releases });
 */
export function checkPromotion(pipeline: Pipeline): readonly Finding[] {
  const selections = pipeline.services.flatMap((service) => selectionFindings(pipeline, service));
  return [
    ...foreignFiles(pipeline),
    ...pipeline.services.flatMap((service) => identityFindings(pipeline, service)),
    ...selections,
    ...groupFindings(pipeline, selections),
  ];
}
