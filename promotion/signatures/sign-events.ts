import type { Release, ReleaseEvent } from '../release';
import { historyIn, type SigningPipeline } from './signed-history';
import { Chain } from './statement';

/** Signs a text as `ssh-keygen -Y sign -n slipway-release` does. Returns the signature on one line. */
export type Sign = (text: string) => Promise<string>;

/**
 * The release with its events signed from a position on, one after the other: each states what the one above it is signed with.
 *
 * @example
 * const release = pipeline.releases.releaseOf('prod', 'api');
 * const from = release && firstToSign(pipeline, release);
 * const sign = (text: string) => Promise.resolve(`what ssh-keygen makes of ${text}`);
 * if (release && from !== undefined) await signEvents(pipeline, release, from, sign);
 */
export async function signEvents(
  { project }: Pick<SigningPipeline, 'project'>,
  release: Release,
  from: number,
  sign: Sign,
): Promise<Release> {
  const chain = new Chain(release, project);
  const history: ReleaseEvent[] = [];
  for (const [position, event] of release.history.entries()) {
    const signed = position < from ? event : { ...event, signature: await sign(chain.statementOf(event)) };
    history.push(signed);
    chain.append(signed);
  }
  return { ...release, history };
}

/**
 * The position from which a person who vouches for a release has to sign it: of the newest event, where none is signed yet; or else of
 * the first one whose signature is missing or does not hold. Undefined where everything is signed as it should be.
 *
 * @example
 * const release = pipeline.releases.releaseOf('prod', 'api');
 * if (release) firstToSign(pipeline, release); // a position in its history
 */
export function firstToSign(pipeline: SigningPipeline, release: Release): number | undefined {
  return historyIn(pipeline, release).failure?.position;
}
