import { type Finding, problem } from '../../core/findings';
import { parseImageReference, wholeRepository } from '../../core/images';
import { checkDigest } from './digest';
import { checkRepository } from './repository';

/** OCI distribution specification, section "Pulling manifests". */
const TAG = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/;

/**
 * What is wrong with the name of an image that was built elsewhere: it must say its registry and its digest.
 *
 * @example
 * checkImageReference('docker.io/library/redis:7.4', 'services.cache.image'); // not pinned by digest
 */
export function checkImageReference(text: string, path: string): readonly Finding[] {
  const { repository, tag, digest } = parseImageReference(text);
  const findings = checkRepository(repository, path).map((finding) =>
    /^[^/.:]+(\/[^/.:]+)?$/.test(repository)
      ? {
          ...finding,
          advice: `Write the whole name: ${wholeRepository(repository)} if it is Docker Hub's.`,
        }
      : finding,
  );
  if (tag !== undefined && !TAG.test(tag))
    return [
      ...findings,
      problem({
        rule: 'image/tag',
        path,
        message: 'must have a tag of letters, digits, _, . and -, or none',
        value: JSON.stringify(text),
        advice: 'Give repository:tag@sha256:…; the tag is for readers, the digest decides.',
      }),
    ];
  if (digest !== undefined) return [...findings, ...checkDigest(digest, path)];
  return [
    ...findings,
    problem({
      rule: 'image/pinned',
      path,
      message: 'must be pinned by digest: repository:tag@sha256:<64 hex digits>',
      value: JSON.stringify(text),
      advice: 'Run `npx slipway pin`, which asks the registry and writes the digest.',
    }),
  ];
}
