import { type Finding, problem } from '../../../core/findings';
import { entryOf, isList, isObject, type Json, type JsonObject } from '../../../core/json';

/** Options that replace what the extended service says, rather than join it. */
const REPLACED = new Set(['command', 'entrypoint', 'healthcheck', 'image']);

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
    // What it depends on is not passed on.
    const passed = whole(of, [...trail, of]);
    const rest = isObject(passed)
      ? Object.fromEntries(
          Object.entries(passed).filter(([key]) => key !== 'depends_on' && key !== 'extends'),
        )
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
  if (isList(below) && isList(above)) {
    const texts = above.map((item) => JSON.stringify(item));
    return key === 'environment'
      ? joined(asObject(below), asObject(above))
      : [...below.filter((item) => !texts.includes(JSON.stringify(item))), ...above];
  }
  if (key === 'environment' && isList(below) !== isList(above))
    return joined(asObject(below), asObject(above));
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
function asObject(value: Json): Json {
  if (!isList(value)) return value;
  return Object.fromEntries(
    value.map((item) => {
      const text = typeof item === 'string' ? item : JSON.stringify(item);
      const [name = '', ...rest] = text.split('=');
      return [name, text.includes('=') ? rest.join('=') : null];
    }),
  );
}
