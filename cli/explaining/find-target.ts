import { InvalidInput, nearest, problem } from '../../core/findings';
import { compareText, firstOf } from '../../core/text';
import type { KnownTargets } from './known-targets';
import { knownNames, parseTarget } from './parse-target';
import { nameOf, type ExplainTarget } from './explain-target';

/** Nobody reads more of them. */
const MOST_LISTED = 10;

interface FindOptions {
  /** Where the thing is. @default anywhere */
  readonly environment?: string;
  /** Whether there is a synth, whose record names machines and resources. */
  readonly isSynthesised: boolean;
}

/** The one thing that a text means. @throws InvalidInput that lists what it may mean, or says what is near */
export function findTarget(text: string, known: KnownTargets, options: FindOptions): ExplainTarget {
  const readings = parseTarget(text, known, options.environment);
  const [first, ...others] = readings;
  if (first !== undefined && others.length === 0) return first;
  throw new InvalidInput([
    problem({
      rule: 'cli/explain-target',
      path: 'thing',
      ...(first === undefined ? unknown(text, known, options) : ambiguous(text, readings)),
    }),
  ]);
}

function ambiguous(text: string, readings: readonly ExplainTarget[]) {
  const names = readings.map(nameOf);
  return {
    message: 'must mean one thing',
    value: `${text}, which may be ${names.length}`,
    advice: `Choose from: ${firstOf(names, MOST_LISTED)}.`,
  };
}

/** Addresses are long: by their letters alone one of another type and another name would look near. */
function mayBeMeant(text: string, name: string): boolean {
  const [asked, known] = [text, name].map((one) => one.split('.', 2)) as [string[], string[]];
  if (asked.length < 2 || known.length < 2) return true;
  return asked[0] === known[0] || asked[1] === known[1];
}

function unknown(text: string, known: KnownTargets, { environment, isSynthesised }: FindOptions) {
  const elsewhere = environment === undefined ? [] : parseTarget(text, known).map(nameOf);
  const near = nearest(
    text,
    [...new Set(knownNames(known))].filter((name) => mayBeMeant(text, name)).sort(compareText),
  );
  const advice = [
    ...(elsewhere.length > 0
      ? [`It is not in ${environment ?? ''}, but elsewhere: ${elsewhere.join(', ')}.`]
      : []),
    ...(elsewhere.length === 0 && near !== undefined ? [`Did you mean ${near}?`] : []),
    ...(isSynthesised
      ? []
      : ['Names of machines and Terraform addresses are known after a synth: run `npm start` first.']),
  ];
  return {
    message:
      'must be a service, a pod or workload, a machine, an image by its digest, or a Terraform address of this project',
    value: text,
    advice:
      advice.length > 0
        ? advice.join(' ')
        : 'Such as api, prod/api, shop-prod/api-7c9d8f6b5-x2x4z, prod/nodes/0, sha256:96e378…, prod-services:kubernetes_deployment_v1.api.',
  };
}
