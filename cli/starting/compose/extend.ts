import { type Finding, problem } from '../../../core/findings';
import { entryOf, isList, isObject, type Json, type JsonObject } from '../../../core/json';

/** Options that replace what the extended service says, rather than join it. */
const REPLACED = new Set(['command', 'entrypoint', 'test', 'image']);
/** Options that are a map, or a list of its entries. */
const PAIRS = new Set([
  'environment',
  'labels',
  'annotations',
  'sysctls',
  'args',
  'extra_hosts',
  'networks',
  'depends_on',
]);
/** Options that are a list, or its only item. */
const LISTS = new Set(['env_file', 'tmpfs', 'dns', 'dns_search', 'dns_opt', 'volumes']);

/**
 * The services with what they take from others by `extends`. What they would take from other files is left as it stands.
 * @see https://docs.docker.com/reference/compose-file/services/#extends
 */
export function extended(services: JsonObject): {
  readonly services: JsonObject;
  readonly problems: readonly Finding[];
} {
  const problems: Finding[] = [];
  const whole = (name: string, trail: readonly string[]): Json => {
    const service = entryOf(services, name) ?? null;
    if (!isObject(service)) return service;
    const base = entryOf(service, 'extends');
    const of =
      typeof base === 'string'
        ? base
        : isObject(base) && base['file'] === undefined
          ? base['service']
          : undefined;
    if (typeof of !== 'string') return service;
    const other = trail.includes(of) ? undefined : entryOf(services, of);
    if (other === undefined) {
      const path = `services.${name}.extends`;
      if (!problems.some((finding) => finding.path === path))
        problems.push(
          problem({
            rule: 'from/extends',
            path,
            message: 'must name another service of the file that does not itself extend this one',
            value: JSON.stringify(of),
            advice: 'Give what `docker compose config` prints: there, nothing extends anything.',
          }),
        );
      return service;
    }
    const own = Object.fromEntries(Object.entries(service).filter(([key]) => key !== 'extends'));
    const passed = whole(of, [...trail, of]);
    const rest = isObject(passed)
      ? Object.fromEntries(Object.entries(passed).filter(([key]) => key !== 'extends'))
      : {};
    return joined(rest, own);
  };
  return {
    services: Object.fromEntries(Object.keys(services).map((name) => [name, whole(name, [name])])),
    problems,
  };
}

function joined(below: Json, above: Json, key = ''): Json {
  if (REPLACED.has(key)) return above;
  if (PAIRS.has(key)) {
    const [under, over] = [asObject(below, key), asObject(above, key)];
    return isObject(under) && isObject(over) ? { ...under, ...over } : above;
  }
  if (LISTS.has(key) && (isList(below) || isList(above) || typeof below === 'string')) {
    const [under, over] = [listOf(below), listOf(above)];
    const taken = over.map((item) => placeOf(item, key));
    return [...under.filter((item) => !taken.includes(placeOf(item, key))), ...over];
  }
  if (isList(below) && isList(above)) {
    const texts = above.map((item) => JSON.stringify(item));
    return [...below.filter((item) => !texts.includes(JSON.stringify(item))), ...above];
  }
  if (key === 'build') return joined(contextOf(below), contextOf(above));
  if (!isObject(below) || !isObject(above)) return above;
  return {
    ...below,
    ...Object.fromEntries(
      Object.entries(above).map(([name, value]) => {
        const other = entryOf(below, name);
        return [name, other === undefined ? value : joined(other, value, name)];
      }),
    ),
  };
}

/** `['A=1', 'B']` as `{ A: '1', B: null }`. */
function asObject(value: Json, key: string): Json {
  if (!isList(value)) return value;
  const isPlain = key === 'depends_on' || key === 'networks';
  return Object.fromEntries(
    value.map((item) => {
      const text = typeof item === 'string' ? item : JSON.stringify(item);
      const end = isPlain ? -1 : text.search(key === 'extra_hosts' ? /[=:]/ : /=/);
      return end < 0 ? [text, null] : [text.slice(0, end), text.slice(end + 1)];
    }),
  );
}

function listOf(value: Json): readonly Json[] {
  if (isList(value)) return value;
  return value === null ? [] : [value];
}

/** Of mounts, one stands in each place. */
function placeOf(item: Json, key: string): string {
  if (key !== 'volumes') return JSON.stringify(item);
  if (isObject(item) && typeof item['target'] === 'string') return item['target'];
  const [first = '', second = first] = typeof item === 'string' ? item.split(':') : [JSON.stringify(item)];
  return second;
}

function contextOf(build: Json): Json {
  return typeof build === 'string' ? { context: build } : build;
}
