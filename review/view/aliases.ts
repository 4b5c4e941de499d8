import type { SlipwayRecord, SlotRecord } from '../../core/record';
import { escapeRegExp } from '../../core/text';
import type { AssessedChange } from '../risk';

/** Stands for an environment's name in a text about several. */
export const ENVIRONMENT = '‹environment›';
/** Stands for a resource's name in a text about several. */
export const NAME = '‹name›';

/** Environment → a function that writes a text without its name. */
export function aliases(
  records: readonly SlipwayRecord[],
): (environment: string | null) => (text: string) => string {
  const names = new Map(
    records
      .flatMap(({ environments }) => environments)
      .map(({ name, namespace }) => [name, { namespace, words: wordsWith([namespace, name]) }]),
  );
  return (environment) => {
    const known = environment === null ? undefined : names.get(environment);
    if (known === undefined || environment === null) return (text) => text;
    const { namespace, words } = known;
    return (text) =>
      text.includes(environment) || text.includes(namespace)
        ? text.replace(words, (met) =>
            met.includes(environment) ? met.replace(environment, ENVIRONMENT) : ENVIRONMENT,
          )
        : text;
  };
}

/** Writes a text without the name of its resource. */
export function ownName(name: string): (text: string) => string {
  return name === '' ? (text) => text : (text) => withoutWord(text, name, NAME);
}

/**
 * Resource → a function that writes a text without what it alone is called by: its name, and the name and the addresses of the machine that
 * it is a part of. What of a machine changes is what a reader wants to see, and stays.
 */
export function ownNames(
  before: SlipwayRecord,
  after: SlipwayRecord,
): (of: Pick<AssessedChange['change'], 'environment' | 'block'>) => (text: string) => string {
  const [old, head] = [machinesOf(before), machinesOf(after)];
  return ({ environment, block }) => {
    const withoutName = ownName(block.name);
    const [, pool, slot] = block.construct?.split('/') ?? [];
    const key = `${environment ?? ''}/${pool ?? ''}/${slot ?? ''}`;
    const [was, is] = [old.get(key) ?? head.get(key), head.get(key) ?? old.get(key)];
    if (was === undefined || is === undefined) return withoutName;
    const facts = factsOf(is).filter(([word, label]) =>
      factsOf(was).some((other) => other[0] === word && other[1] === label),
    );
    return (text) =>
      facts.reduce((written, [word, label]) => withoutWord(written, word, label), withoutName(text));
  };
}

/** Environment, pool and slot → machine, as the paths of its constructs have them. */
function machinesOf({ environments }: SlipwayRecord): ReadonlyMap<string, SlotRecord> {
  return new Map(
    environments.flatMap(({ name, pools }) =>
      Object.entries(pools).flatMap(([pool, slots]) =>
        slots.map((slot) => [`${name}/${pool}/${slot.slot}`, slot] as const),
      ),
    ),
  );
}

/** What a machine alone is called by, and what stands for it. */
function factsOf({
  terraformAddress,
  mac,
  address,
  address6,
}: SlotRecord): readonly (readonly [word: string, label: string])[] {
  return [
    [terraformAddress.slice(terraformAddress.indexOf('.') + 1), '‹machine›'],
    [mac, '‹mac›'],
    [address, '‹address›'],
    ...(address6 === null ? [] : [[address6, '‹address6›'] as const]),
  ];
}

/** Thousands of resources have a name each: a search is faster than an expression for every one of them. */
function withoutWord(text: string, word: string, label: string): string {
  let [written, from] = ['', 0];
  for (let at = text.indexOf(word); at >= 0;) {
    const end = at + word.length;
    const isWord = !isAlphanumeric(text.charCodeAt(at - 1)) && !isAlphanumeric(text.charCodeAt(end));
    if (isWord) {
      written += text.slice(from, at) + label;
      from = end;
    }
    at = text.indexOf(word, isWord ? end : at + 1);
  }
  return from === 0 ? text : written + text.slice(from);
}

/** Whether a character is one of `A-Za-z0-9`; there is none before the beginning, and after the end. */
function isAlphanumeric(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

/** Stands for a hash in a text about several images. */
const HASH = '‹hash›';

/** Writes a text without hashes. */
export function withoutHashes(text: string): string {
  return text.replace(/\b[0-9a-f]{12,128}\b/g, HASH);
}

/** Types of which each resource has a hash of its own, whatever the change. */
export const HASHED: ReadonlySet<string> = new Set([
  'docker_image',
  'docker_registry_image',
  'output',
  // The identity of a machine's installation, and the fingerprint of what it starts from.
  'libvirt_cloudinit_disk',
  'terraform_data',
]);

/** Writes what is said of a resource of a type without hashes, if each resource of it has its own. */
export function hashless(type: string): (text: string) => string {
  return HASHED.has(type) ? withoutHashes : (text) => text;
}

function wordsWith(names: readonly string[]): RegExp {
  return new RegExp(`(?<![A-Za-z0-9])(?:${names.map(escapeRegExp).join('|')})(?![A-Za-z0-9])`, 'g');
}
