import { declaredNames, type Finding } from '../../core/findings';
import { demand, entry, quoted } from './check';
import { type IngressSpec, isPattern, readsPatterns, type Route, routesOf, USE_REGEX } from './ingress';
import type { ResolvedWorkload } from './workload-spec';

/** The paths of an ingress lead to ports that HTTP is spoken on. */
export function routes(way: IngressSpec, ports: ResolvedWorkload['ports'], path: string): readonly Finding[] {
  const all = routesOf(way);
  return [
    ...demand(all.length > 0, {
      rule: 'workload/ingress-path',
      path: `${path}.paths`,
      message: 'must name at least one path',
      value: 'empty',
      advice: "Give port: 'http' where every path leads to one port.",
    }),
    ...pathTwice(all, path),
    ...all.flatMap((route) => {
      const where = way.port === undefined ? entry(`${path}.paths`, route.path) : `${path}.port`;
      return [
        ...pathForm(route.path, way, where),
        ...demand(Object.hasOwn(ports, route.port), {
          rule: 'workload/ingress-port',
          path: where,
          message: 'must be one of the ports that the workload declares',
          value: quoted(route.port),
          advice: declaredNames('ports', Object.keys(ports)),
        }),
        ...demand((ports[route.port]?.protocol ?? 'TCP') === 'TCP', {
          rule: 'workload/ingress-port',
          path: where,
          message: 'must be a TCP port: an ingress speaks HTTP',
          value: quoted(route.port),
          advice: 'Serve HTTP on a port of its own.',
        }),
      ];
    }),
  ];
}

/** A URL path (RFC 3986), and of those what Kubernetes takes. */
const PATH = /^\/(?:[\w.~!&',;=:@/+-]|%[\da-f]{2})*$/i;
const CLIMBING = /\/\/|\/\.\.?(?:\/|$)|%2f/i;

function pathForm(given: string, way: IngressSpec, path: string): readonly Finding[] {
  if (isPattern(given) && readsPatterns(way.annotations) && !isBalanced(given))
    return demand(false, {
      rule: 'workload/ingress-path',
      path,
      message: 'must be a pattern whose brackets are closed: the controller takes no other',
      value: quoted(given),
      advice: 'Close each ( and [, and write \\( for a parenthesis itself.',
    });
  if (isPattern(given))
    return demand(readsPatterns(way.annotations) && /^\/[\x21-\x7e]*$/.test(given), {
      rule: 'workload/ingress-path',
      path,
      message: 'must be the beginning of a URL path, unless the controller is told to read patterns',
      value: quoted(given),
      advice: `Write the beginning alone, such as /api. For ingress-nginx, a pattern needs the annotation ${USE_REGEX}: 'true'.`,
    });
  return demand(PATH.test(given) && !CLIMBING.test(given), {
    rule: 'workload/ingress-path',
    path,
    message: 'must be the beginning of a URL path, without spaces, //, /./, /../ and %2F',
    value: quoted(given),
    advice: 'Write it like /api/v1, with %20 for what a URL cannot hold.',
  });
}

/** Whether parentheses and brackets of a pattern are closed. Inside brackets a parenthesis is itself. */
function isBalanced(pattern: string): boolean {
  const bare = pattern.replace(/\\./g, '').replace(/\[[^\]]*\]/g, '');
  let open = 0;
  for (const character of bare) {
    if (character === '[') return false;
    if (character === '(') open++;
    if (character === ')' && --open < 0) return false;
  }
  return open === 0;
}

/** As Kubernetes compares them, element by element: /api/ is /api. */
function pathTwice(all: readonly Route[], path: string): readonly Finding[] {
  const keyOf = (route: Route): string => route.path.replace(/\/$/, '');
  return all.flatMap((route, position) => {
    const other = all.find((one) => keyOf(one) === keyOf(route));
    return demand(other === undefined || all.indexOf(other) === position, {
      rule: 'workload/ingress-path',
      path: entry(`${path}.paths`, route.path),
      message: 'must be given once',
      value: `${quoted(route.path)}, which ${quoted(other?.path)} is already`,
      advice: 'Remove one of the two: Kubernetes reads a path with and without the slash at its end alike.',
    });
  });
}
