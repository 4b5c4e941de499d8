import { at, items, type Json, textOf, within } from '../../../core/json';
import { firstOf } from '../../../core/text';
import { risksOf } from '../risk';
import type { CustomJudge } from './custom-judge';

const risk = risksOf('exposure');

/** What a route of Traefik asks before it lets somebody in, and where it leads. */
interface Route {
  readonly services: ReadonlySet<string>;
  readonly middlewares: ReadonlySet<string>;
}

/** Whom a route of Traefik lets into the cluster. */
export const ofTraefik: CustomJudge = ({ old, head, context: { inProtected } }) => {
  const [had, has] = [routesOf(old), routesOf(head)];
  const beyond = (routes: typeof has, others: typeof has): string =>
    firstOf(
      [...routes.keys()].filter((match) => !others.has(match)),
      MOST,
    );
  const [added, removed] = [beyond(has, had), beyond(had, has)];
  const told = [...has].flatMap(([match, now]) => {
    const was = had.get(match);
    if (was === undefined) return [];
    const lost = [...was.middlewares].filter((name) => !now.middlewares.has(name));
    const to = [...now.services].filter((name) => !was.services.has(name));
    return [
      ...(lost.length === 0 ? [] : [risk(`no longer asks ${lost.join(', ')} at ${match}`, inProtected)]),
      ...(to.length === 0 ? [] : [risk(`leads ${match} to ${to.join(' and ')} from now on`, inProtected)]),
    ];
  });
  const hasTls = (object: Json | undefined): boolean => within(object, ['spec', 'tls']) !== undefined;
  return [
    ...(old !== undefined && head !== undefined && hasTls(old) && !hasTls(head)
      ? [risk('serves without TLS what had it', true)]
      : []),
    ...(added === ''
      ? []
      : [risk(`lets the outside in at ${added}${old === undefined ? '' : ' as well'}`, inProtected)]),
    ...(removed === '' ? [] : [risk(`no longer lets the outside in at ${removed}`, inProtected)]),
    ...told,
  ];
};

/** Further ones are only counted. */
const MOST = 3;

function routesOf(object: Json | undefined): ReadonlyMap<string, Route> {
  return new Map(
    items(within(object, ['spec', 'routes'])).map((route) => {
      const named = (key: string): ReadonlySet<string> =>
        new Set(
          items(at(route, key)).map((each) =>
            [textOf(at(each, 'name')), textOf(at(each, 'port'))].filter((part) => part !== '').join(':'),
          ),
        );
      return [textOf(at(route, 'match')), { services: named('services'), middlewares: named('middlewares') }];
    }),
  );
}
