import { type Finding, InvalidInput, problem, refuseIfAny } from '../../core/findings';
import { gitSigning } from '../../operations/git';
import { signText } from '../../operations/ssh';
import {
  checkSignatures,
  type FinishReleases,
  firstToSign,
  type Pipeline,
  type Release,
  type Sign,
  SIGNATURE_NAMESPACE,
  signEvents,
} from '../../promotion';
import type { ProjectContext } from './project-context';

/** What signs. */
export interface SigningOptions {
  /** The key. @default git's `user.signingKey`, where its `gpg.format` is `ssh` */
  readonly signingKey?: string;
  /** Only says which events would be signed: no key is needed. */
  readonly dryRun?: true;
}

/** Whether an environment asks for signed events. */
function asksForSignatures({ stages }: Pipeline, environment: string): boolean {
  return stages.some(({ name, signedEvents }) => name === environment && signedEvents === true);
}

/** Refuses to begin what takes long and ends in an event that no key could sign. */
export async function refuseWithoutKey(
  context: ProjectContext,
  environment: string,
  options: SigningOptions,
): Promise<void> {
  if (options.dryRun !== true && asksForSignatures(context.pipeline(), environment))
    await signerOf(context, options, process.env);
}

/**
 * What signs events with the key that the options or git name.
 * @throws InvalidInput where neither names one
 */
async function signerOf(
  { repository }: ProjectContext,
  { signingKey }: SigningOptions,
  env: NodeJS.ProcessEnv,
): Promise<Sign> {
  const git = repository && (await gitSigning(repository));
  const program = git?.program;
  if (signingKey?.trim() === '') throw new InvalidInput([noKey('""')], 'nothing was written');
  if (signingKey !== undefined)
    return (text) =>
      signText(text, SIGNATURE_NAMESPACE, { key: signingKey, folder: process.cwd(), program, env });
  const key = git?.key;
  if (repository === undefined || key === undefined)
    throw new InvalidInput([noKey('missing')], 'nothing was written');
  return (text) => signText(text, SIGNATURE_NAMESPACE, { key, folder: repository.top, program, env });
}

function noKey(value: string): Finding {
  return problem({
    rule: 'cli/signing-key',
    path: 'signing-key',
    message: 'must name an SSH key, since the environment asks for signed events',
    value,
    advice:
      'Pass `--signing-key ~/.ssh/id_ed25519`, or set the one that git signs with: `git config gpg.format ssh` and `git config user.signingKey ~/.ssh/id_ed25519.pub`.',
  });
}

/**
 * Signs the new events of releases whose environments ask for it, and refuses what would not be signed as it should be: because the key
 * may not sign, or because something of the same services is not right already.
 *
 * @param isVouching whether a person vouches for what is there: the events whose signature is missing or does not hold are signed too
 */
export function signing(
  context: ProjectContext,
  options: SigningOptions,
  isVouching: boolean,
): FinishReleases {
  return async (updated, releases) => {
    const pipeline = context.pipeline(releases);
    const asked = (release: Release) => asksForSignatures(pipeline, release.environment);
    if (!pipeline.stages.some(({ signedEvents }) => signedEvents)) return updated;
    refuseIfAny(checkSignatures(pipeline, []), 'nothing was written'); // Who may sign at all.
    const isDry = options.dryRun === true;
    let signer: Sign | undefined = isDry ? pretended : undefined;
    const sign: Sign = async (text) => (signer ??= await signerOf(context, options, process.env))(text);
    const finished: Release[] = [];
    for (const release of updated) {
      const from = asked(release) ? positionToSign(pipeline, release, isVouching) : undefined;
      finished.push(from === undefined ? release : await signEvents(pipeline, release, from, sign));
    }
    refuseIfAny(stillWrong(pipeline, finished, { isVouching, isDry }), 'nothing was written');
    return finished;
  };
}

/** What a command shows that writes nothing. */
const pretended: Sign = () => Promise.resolve('would be signed');

/** Only a person who vouches for it signs what was there before; with nothing new, nothing is signed. */
function positionToSign(pipeline: Pipeline, release: Release, isVouching: boolean): number | undefined {
  const before = pipeline.releases.releaseOf(release.environment, release.service);
  const position = firstToSign(pipeline, release);
  const isOld = position !== undefined && position < (before?.history.length ?? 0);
  return isOld && !isVouching ? undefined : position;
}

/** Whether a person vouches, and whether nothing is written. */
interface Circumstances {
  readonly isVouching: boolean;
  readonly isDry: boolean;
}

/**
 * A change that rests on a forged event is refused here already, and not only by the next synth. Where nothing is written, what was there
 * before is judged: what is to come is not signed.
 */
function stillWrong(
  pipeline: Pipeline,
  finished: readonly Release[],
  { isVouching, isDry }: Circumstances,
): readonly Finding[] {
  const services = [...new Set(finished.map(({ service }) => service))];
  const before = pipeline.releases;
  const releases = isDry ? before : finished.reduce((all, release) => all.with(release), before);
  const own = finished.map(({ environment, service }) => `${releases.pathOf(environment, service)}#`);
  return checkSignatures({ ...pipeline, releases }, services).filter(({ severity, path, rule }) => {
    if (severity !== 'error') return false;
    const isOwn = own.some((file) => path.startsWith(file));
    // Who vouches for one file need not do so for all.
    if (isVouching) return isOwn && !isDry;
    return !(isDry && isOwn && rule === 'signature/missing');
  });
}
