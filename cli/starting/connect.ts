import { escapeRegExp } from '../../core/text';
import type { Draft, Mention } from './draft';
import { templateOf } from './expansion';
import { Name } from './source';

/** What the addresses in an application's texts lead to. */
export interface Hosts {
  /** Name of a host → the service that answers there. */
  readonly drafts: ReadonlyMap<string, Draft>;
  /** What may stand behind a name of a host. @default nothing */
  readonly suffix?: string;
  /** Whether a port that only its callers name is one of the service: where descriptions need not list them. */
  readonly learns: boolean;
}

/** A place in a text that leads to a service. */
interface Found {
  readonly start: number;
  readonly end: number;
  readonly host: string;
  readonly draft: Draft;
  /** The number that stands there. */
  readonly number: number | undefined;
  /** The number that is meant. */
  readonly meant: number | undefined;
}

const OF_A_HOST =
  /(?:HOST|HOSTS|HOSTNAME|SERVER|SERVERS|ADDR|ADDRESS|ENDPOINT|SERVICE|URL|URI|BROKER|BROKERS|NODES)$/i;

const OF_A_SCHEME: Readonly<Record<string, number>> = {
  http: 80,
  https: 443,
  postgres: 5432,
  postgresql: 5432,
  mysql: 3306,
  redis: 6379,
  mongodb: 27017,
  amqp: 5672,
  nats: 4222,
};

/**
 * Makes connections of what the services of an application name: addresses in their variables become those of the services, and the
 * others are added to `connectsTo`.
 */
export function connect(drafts: readonly Draft[], hosts: Hosts): void {
  const find = finderOf(hosts);
  const services = drafts.filter(({ kind }) => kind === 'service');
  const reachedBy = new Map<Draft, Set<string>>();
  if (hosts.learns)
    for (const draft of drafts)
      for (const { draft: target, meant } of everythingFound(draft, find))
        if (meant !== undefined && target.portAt(meant) === undefined && isLearned(target, meant))
          target.port(meant);
  for (const draft of services) {
    const reached = new Set<string>();
    reachedBy.set(draft, reached);
    readAddresses(draft, find, reached);
    for (const mention of draft.mentions) {
      for (const { draft: target, meant, host } of find(draft, mention)) {
        if (host !== target.name)
          mention.input.note(`It names ${host}, which is called ${target.name} here.`);
        join(draft, target, meant, reached);
      }
    }
    for (const { host, port, input } of draft.wants) {
      const target = hosts.drafts.get(host);
      if (target === undefined || target.kind !== 'service' || target === draft) continue;
      if (target.ports.size > 0) join(draft, target, port, reached);
      else input.note(`${target.name} has no port to connect to, so nothing orders their rollouts.`);
    }
  }
  for (const draft of drafts)
    if (draft.kind !== 'service') connectRun(draft, find, hosts, reachedBy.get(draft.around ?? draft));
}

/** What runs and ends connects to what its service does, and to the addresses in its own variables: the rest is listed. */
function connectRun(
  draft: Draft,
  find: Find,
  { drafts }: Hosts,
  known: ReadonlySet<string> = new Set(),
): void {
  const reached = new Set(known);
  readAddresses(draft, find, reached);
  const wanted = [
    ...draft.mentions.flatMap((mention) =>
      find(draft, mention).map((found) => ({ target: found.draft, input: mention.input })),
    ),
    ...draft.wants.map(({ host, input }) => ({ target: drafts.get(host), input })),
  ];
  for (const { target, input } of wanted)
    if (
      target?.kind === 'service' &&
      target !== draft.around &&
      ![...target.ports.keys()].some((port) => reached.has(`${target.name} ${port}`))
    )
      input.note(
        `It reaches what ${draft.around?.name ?? 'its service'} connects to, and not ${target.name}: add that to connectsTo there, or to its own env.`,
      );
}

/** Makes addresses of services of those in its variables. */
function readAddresses(draft: Draft, find: Find, reached: Set<string>): void {
  for (const [name, { value, input }] of draft.env) {
    if (typeof value !== 'string') continue;
    const found = find(draft, { text: value, input }, name).filter(
      ({ draft: target }) => target.ports.size > 0 && !draft.waiting.has(target),
    );
    if (found.length > 0) draft.env.set(name, { value: addressed(draft, value, found, reached), input });
  }
}

/** A number that somebody uses for a service that says none itself, or whose well-known one it is. */
function isLearned({ ports }: Draft, number: number): boolean {
  return number > 0 && number <= 65_535 && (ports.size === 0 || number >= 80);
}

function everythingFound(draft: Draft, find: Find): readonly Found[] {
  const env = [...draft.env].flatMap(([name, { value, input }]) =>
    typeof value === 'string' ? find(draft, { text: value, input }, name) : [],
  );
  return [...env, ...draft.mentions.flatMap((mention) => find(draft, mention))];
}

type Find = (from: Draft, mention: Mention, variable?: string) => readonly Found[];

function finderOf({ drafts, suffix = '(?!)' }: Hosts): Find {
  const names = [...drafts.keys()].sort((a, b) => b.length - a.length).map(escapeRegExp);
  if (names.length === 0) return () => [];
  const pattern = new RegExp(
    String.raw`(?<![\w.-])(${names.join('|')})(?:${suffix})?(?::(\d{1,5}))?(?![\w-]|\.\w)`,
    'g',
  );
  return (from, { text }, variable) =>
    [...text.matchAll(pattern)].flatMap((match): readonly Found[] => {
      const [whole, host = '', digits] = match;
      const draft = drafts.get(host);
      if (draft === undefined || draft === from || draft.kind !== 'service') return [];
      const before = text.slice(0, match.index);
      const [, scheme] = /([a-z][\w+.-]*):\/\/(?:[^\s/@]*@)?$/i.exec(before) ?? [];
      const number = digits === undefined ? undefined : Number(digits);
      const isWanted = from.wants.some(({ host: wanted }) => drafts.get(wanted) === draft);
      const isHost = whole === text && (variable === undefined ? isWanted : OF_A_HOST.test(variable));
      const isPort = number !== undefined && (draft.portAt(number) !== undefined || number >= 80);
      if (!isHost && !isPort && scheme === undefined && !/@$/.test(before)) return [];
      const meant =
        number ?? besideIt(from, variable) ?? (scheme === undefined ? undefined : schemed(draft, scheme));
      return [{ start: match.index, end: match.index + whole.length, host, draft, number, meant }];
    });
}

/** The port that another variable says: DB_PORT beside DB_HOST. */
function besideIt({ env }: Draft, variable: string | undefined): number | undefined {
  if (variable === undefined || !/HOST/i.test(variable)) return undefined;
  const value = env.get(variable.replace(/HOST(NAME)?/i, 'PORT'))?.value;
  return typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : undefined;
}

/** The port of a scheme, unless the service has others. */
function schemed(draft: Draft, scheme: string): number | undefined {
  const number = OF_A_SCHEME[scheme.toLowerCase().split('+')[0] ?? ''];
  return draft.ports.size === 0 || draft.portAt(number) !== undefined ? number : undefined;
}

/** How a service names another one: by its variable, or by `ref` where two files would import each other. */
function nameOf(
  from: Draft,
  to: Draft,
): { readonly expression: string; readonly imports: readonly string[] } {
  return uses(from, to)
    ? { expression: to.variable, imports: [] }
    : { expression: `ref('${to.name}')`, imports: ['ref'] };
}

/** Has one name the other, unless that leads back. @returns whether it does */
export function uses(from: Draft, to: Draft): boolean {
  const seen = new Set<Draft>();
  const leadsBack = (draft: Draft): boolean => {
    if (draft === from) return true;
    if (seen.has(draft)) return false;
    seen.add(draft);
    return [...draft.named].some(leadsBack);
  };
  if (leadsBack(to)) return false;
  from.named.add(to);
  return true;
}

function join(from: Draft, to: Draft, number: number | undefined, reached: Set<string>): void {
  const port = to.portAt(number) ?? to.portAt();
  if (port === undefined || reached.has(`${to.name} ${port}`)) return;
  reached.add(`${to.name} ${port}`);
  const upper = to.name.toUpperCase().replaceAll('-', '_');
  const isTaken = (key: string): boolean =>
    Object.hasOwn(from.connectsTo, key) ||
    [`${key}_HOST`, `${key}_PORT`].some(
      (name) => from.env.has(name) || Object.hasOwn(from.secrets, name) || Object.hasOwn(from.settings, name),
    );
  const candidates = [
    upper,
    `${upper}_${port.toUpperCase().replaceAll('-', '_')}`,
    `${upper}_SERVICE`,
    `TO_${upper}`,
  ];
  const key = candidates.find((one) => !isTaken(one)) ?? `TO_${upper}_${Object.keys(from.connectsTo).length}`;
  const { expression, imports } = nameOf(from, to);
  from.connectsTo[key] = new Name(`${expression}.port('${port}')`, imports);
}

/** A text whose addresses are those of the services. */
function addressed(from: Draft, text: string, found: readonly Found[], reached: Set<string>): Name | string {
  const imports = new Set<string>();
  const places = found.flatMap(({ start, end, draft, number, meant }) => {
    const exact = number === undefined ? undefined : draft.portAt(number);
    const port = exact ?? draft.portAt(meant) ?? draft.portAt();
    if (port === undefined) return [];
    const { expression, imports: needed } = nameOf(from, draft);
    for (const name of needed) imports.add(name);
    reached.add(`${draft.name} ${port}`);
    const address = `${expression}.${exact === undefined ? 'host' : 'address'}('${port}')`;
    return [{ start, end, address, rest: exact === undefined && number !== undefined ? `:${number}` : '' }];
  });
  const [first] = places;
  if (first === undefined) return text;
  if (first.end - first.start === text.length && first.rest === '')
    return new Name(first.address, [...imports]);
  const between = (start: number, stop?: number): string => {
    const template = templateOf(from, text.slice(start, stop));
    for (const name of template.imports) imports.add(name);
    return template.text;
  };
  let written = '';
  let end = 0;
  for (const place of places) {
    written += `${between(end, place.start)}\${${place.address}}${place.rest}`;
    end = place.end;
  }
  written += between(end);
  return new Name(`interpolate\`${written}\``, ['interpolate', ...imports]);
}
