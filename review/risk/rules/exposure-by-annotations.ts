import { isObject, isOff, type Json, only, textOf, within } from '../../../core/json';
import { firstOf } from '../../../core/text';
import { groupBy } from '../../group-by';
import type { Block } from '../../synth';
import { type Risk, risksOf } from '../risk';

const risk = risksOf('exposure');

/** What controllers of ingresses are told by annotations: whom they ask what, and what they run. */
const MEANINGS: readonly {
  readonly named: RegExp;
  readonly means: (before: string, after: string) => string | undefined;
}[] = [
  {
    named: /(white|allow)list-source-range$|\/inbound-cidrs$|\/(allow-list|ip-allow)$/,
    means: (before, after) =>
      before === ''
        ? undefined
        : after === ''
          ? 'no longer asks where visitors come from'
          : `lets visitors in from ${after}`,
  },
  {
    named: /\/auth-(type|url|secret|tls-secret|tls-verify-client)$|\/auth-type$|\/enable-global-auth$/,
    means: (before, after) =>
      before !== '' && after === '' ? 'no longer asks visitors who they are' : undefined,
  },
  {
    named: /\/(force-)?ssl-redirect$/,
    means: (before, after) =>
      isOff(after) || (before === 'true' && after === '') ? 'no longer sends visitors to TLS' : undefined,
  },
  {
    named: /-snippet$|\/server-snippets?$/,
    means: (_before, after) => (after === '' ? undefined : 'has its controller run configuration of its own'),
  },
];

/** Annotations for people and for tools beside the controller; and limits, checks and sessions, which let nobody in. */
const HARMLESS =
  /^[^/]*$|^slipway\/|^([a-z0-9-]+\.)*(argoproj\.io|helm\.sh|kubectl\.kubernetes\.io|app\.kubernetes\.io|prometheus\.io|stakater\.com|cert-manager\.io)\/|\/(proxy-body-size|proxy-buffer[a-z-]*|proxy-[a-z-]*timeout|proxy-next-upstream[a-z-]*|client-body-[a-z-]*|affinity(-mode)?|session-cookie-[a-z-]*|load-balance|healthcheck-[a-z-]*|success-codes|tags|ttl)$/;

/** What the annotations of an ingress change of how clients are let in. */
export function ofAnnotations(
  before: Block | undefined,
  after: Block | undefined,
  inProtected: boolean,
): readonly Risk[] {
  const [old, head] = [annotationsOf(before), annotationsOf(after)];
  const names = [...new Set([...old.keys(), ...head.keys()])].filter(
    (name) => old.get(name) !== head.get(name),
  );
  const told = names.map((name) => ({
    name,
    words: meaningOf(name, old.get(name) ?? '', head.get(name) ?? ''),
  }));
  // An ingress that comes says by itself that it lets the outside in.
  const others =
    before === undefined ? [] : told.filter(({ name, words }) => words === undefined && !HARMLESS.test(name));
  const meant = told.flatMap(({ name, words }) => (words === undefined ? [] : [{ name, words }]));
  return [
    ...[...groupBy(meant, ({ words }) => words)].map(([words, alike]) =>
      risk(`${words} (${firstOf(namesOf(alike), MOST)})`, inProtected),
    ),
    ...(others.length === 0
      ? []
      : [risk(`changes how clients outside are let in (${firstOf(namesOf(others), MOST)})`, inProtected)]),
  ];
}

function namesOf(told: readonly { readonly name: string }[]): readonly string[] {
  return told.map(({ name }) => name);
}

/** Further ones are only counted. */
const MOST = 3;

function meaningOf(name: string, before: string, after: string): string | undefined {
  return MEANINGS.find(({ named }) => named.test(name))?.means(before, after);
}

function annotationsOf(block: Block | undefined): ReadonlyMap<string, string> {
  const annotations: Json | undefined = only(within(block?.arguments, ['metadata', 'annotations']));
  return new Map(
    isObject(annotations) ? Object.entries(annotations).map(([name, value]) => [name, textOf(value)]) : [],
  );
}
