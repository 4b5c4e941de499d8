import { type Finding, problem } from '../../core/findings';
import { locationIn } from '../../core/json-file';
import { type Pipeline, stagesOf } from '../pipeline';
import type { Release } from '../release';
import type { ReleaseFile, Releases } from '../releases';
import { allowedSignersOf, type Failure, signedHistory, type SignedHistory } from './signed-history';

/**
 * What is not signed as the environments ask for it: forged, edited, moved or copied events, and keys that may not sign. Of a file, the
 * first failure is reported: everything below depends on it. Reads nothing where no environment asks.
 *
 * @param services whose files are read @default all
 * @example
 * const stages = [{ name: 'prod', signedEvents: true }];
 * checkSignatures({ stages, services: ['api'], releases: readReleases(join(__dirname, 'environments')) });
 */
export function checkSignatures(pipeline: Pipeline, services = pipeline.services): readonly Finding[] {
  const { project, stages, releases } = pipeline;
  const files = services.flatMap((service) =>
    stagesOf(pipeline, service).flatMap((stage) => {
      const file = releases.find(stage.name, service);
      return file?.release === undefined ? [] : [{ file, release: file.release, stage }];
    }),
  );
  const unasked = stages
    .filter(
      ({ name, signedEvents }) =>
        !signedEvents && files.some(({ file, release }) => file.environment === name && isSigned(release)),
    )
    .map(({ name }) => unchecked(name, releases));
  if (!stages.some(({ signedEvents }) => signedEvents)) return unasked;
  if (releases.allowedSigners === undefined) return [...unasked, ...noSigners(releases)];
  const allowed = allowedSignersOf(releases);
  const judged = files
    .filter(({ stage }) => stage.signedEvents)
    .flatMap(({ file, release }) =>
      judge(file, signedHistory(release, project, allowed), release.records.length),
    );
  return [...unasked, ...allowed.findings, ...judged];
}

function judge(file: ReleaseFile, history: SignedHistory, records: number): readonly Finding[] {
  const { failure } = history;
  if (failure !== undefined) {
    const { environment, service, path } = file;
    const subject = {
      environment,
      sign: `\`npx slipway sign ${environment} ${service}\``,
      log: `\`git log -p -- ${path}\``,
      isSigned: history.first !== undefined,
    };
    const at = locationIn(path, 'history', failure.position);
    return [problem({ path: at, ...findingText(failure.proof, subject) })];
  }
  return history.records < records ? [unsignedRecord(file, history.records)] : [];
}

type FindingText = Omit<Finding, 'severity' | 'path'>;
type Fault = Failure['proof'];

/** What there is to say about a file: the commands that show it and sign it, and whether any event of it is signed. */
interface Subject {
  readonly environment: string;
  readonly sign: string;
  readonly log: string;
  readonly isSigned: boolean;
}

const FINDING_TEXTS: {
  readonly [F in Fault['fault']]: (fault: Fault & { fault: F }, subject: Subject) => FindingText;
} = {
  missing: (_fault, { environment, sign, log, isSigned }) => ({
    rule: 'signature/missing',
    message: `must be signed, since ${environment} asks for signed events`,
    value: 'not signed',
    advice: isSigned
      ? `${log} shows who added it. If it is right, ${sign} signs it and what is below it; otherwise take it out.`
      : `No event of this file is signed yet. Read them; ${sign} signs this one, which vouches for all above it.`,
  }),
  form: ({ why }, { sign, log }) => ({
    rule: 'signature/form',
    message: 'must have a signature of Slipway that can be read',
    value: why,
    advice: `${log} shows where it comes from. If the event is right, ${sign} signs it again, and what is below it.`,
  }),
  broken: ({ key }, { sign, log }) => ({
    rule: 'signature/broken',
    message: 'must match its signature, in content and position',
    value: `not what ${key} signed`,
    advice: `The event or its record was edited; or an event above it was edited, taken out, put in or moved; or it was copied from another file. ${log} shows by whom: revert that. After a merge of two right changes, ${sign} signs it again, and what is below it.`,
  }),
  signer: ({ key, why }, { sign }) => ({
    rule: 'signature/signer',
    message: 'must be signed by a key that the file of allowed signers allows at the time of the event',
    value: `${key}, which ${why}`,
    advice: `If the key may sign, add or correct its line in the file: that is a change which its code owners review. If not, remove the event; or ${sign} signs it with another key, and what is below it.`,
  }),
};

function findingText(proof: Fault, subject: Subject): FindingText {
  return (FINDING_TEXTS[proof.fault] as (fault: Fault, about: Subject) => FindingText)(proof, subject);
}

/** No signature covers a record without an event, though builds look for their digest in it. */
function unsignedRecord({ path, environment, service }: ReleaseFile, position: number): Finding {
  return problem({
    rule: 'signature/record',
    path: locationIn(path, 'records', position),
    message: `must be the record of a signed event, since ${environment} asks for signed events`,
    value: 'a record without an event',
    advice: `Take it out. \`npx slipway release ${service}\` or \`npx slipway promote ${environment} ${service}\` records an image together with its event.`,
  });
}

function noSigners({ signersPath, findings }: Releases): readonly Finding[] {
  if (findings.some(({ path }) => path === signersPath)) return [];
  return [
    problem({
      rule: 'signers/none',
      path: signersPath,
      message: 'must say which keys may sign, since an environment asks for signed events',
      value: 'missing',
      advice:
        'Write a line for each: `ada@example.com ssh-ed25519 AAAA…`, a name and what is in the `.pub` file of the key. It is the format of ssh-keygen.',
    }),
  ];
}

function isSigned({ history }: Release): boolean {
  return history.some(({ signature }) => signature !== undefined);
}

/** Signatures that an environment no longer asks for: nothing checks them. */
function unchecked(environment: string, { folder }: Releases): Finding {
  return {
    rule: 'signature/unchecked',
    severity: 'warning',
    path: `${folder}/${environment}/releases`,
    message: 'have signed events, and nothing checks them',
    value: `${environment} does not ask for signed events`,
    advice: `Write \`signedEvents: true\` in the environment ${environment}; or, if that was removed on purpose, leave the signatures unchanged.`,
  };
}
