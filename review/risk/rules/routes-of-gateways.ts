import { at, canonical, isObject, items, type Json, textOf, within } from '../../../core/json';
import { firstOf } from '../../../core/text';
import { risksOf } from '../risk';
import type { CustomJudge } from './custom-judge';

const risk = risksOf('exposure');

/** Where a route of a gateway leads. */
export const ofRoute: CustomJudge = ({ old, head, context: { inProtected } }) => {
  // A mesh takes routes between services as well.
  if (items(within(head ?? old, ['spec', 'parentRefs'])).some((ref) => at(ref, 'kind') === 'Service'))
    return [];
  const [had, has] = [leadsOf(old), leadsOf(head)];
  const [added, removed] = [beyond(has, had), beyond(had, has)];
  const as = old === undefined ? '' : ' as well';
  const moved = [...has].filter(([place, to]) => [...to].some((each) => had.get(place)?.has(each) === false));
  const left = [...had].flatMap(([place, to]) =>
    has.has(place) && !moved.some(([other]) => other === place)
      ? [...to].filter((each) => has.get(place)?.has(each) === false).map((each) => `${place} to ${each}`)
      : [],
  );
  const told = [
    ...(added.length === 0 ? [] : [risk(`lets the outside in at ${firstOf(added, MOST)}${as}`, inProtected)]),
    ...(removed.length === 0
      ? []
      : [risk(`no longer lets the outside in at ${firstOf(removed, MOST)}`, inProtected)]),
    ...(moved.length === 0
      ? []
      : [
          risk(
            `leads ${firstOf(
              moved.map(([place, to]) => `${place} to ${[...to].join(' and ')}`),
              MOST,
            )} from now on`,
            inProtected,
          ),
        ]),
    ...(left.length === 0 ? [] : [risk(`no longer leads ${firstOf(left, MOST)}`, false)]),
  ];
  const isOther = old !== undefined && head !== undefined && restOf(old) !== restOf(head);
  return isOther ? [...told, risk('changes how clients outside are let in', inProtected)] : told;
};

/** Further ones are only counted. */
const MOST = 5;

/** Host and path → the services to which they lead. */
type Leads = ReadonlyMap<string, ReadonlySet<string>>;

function beyond(leads: Leads, others: Leads): readonly string[] {
  return [...leads.keys()].filter((place) => !others.has(place));
}

function leadsOf(route: Json | undefined): Leads {
  const spec = at(route, 'spec');
  const named = items(at(spec, 'hostnames')).map(textOf);
  const hosts = named.length === 0 ? ['any host'] : named;
  const leads = new Map<string, ReadonlySet<string>>();
  for (const rule of items(at(spec, 'rules'))) {
    const to = items(at(rule, 'backendRefs'))
      .filter((ref) => textOf(at(ref, 'weight')) !== '0')
      .map((ref) =>
        [textOf(at(ref, 'name')), textOf(at(ref, 'port'))].filter((part) => part !== '').join(':'),
      );
    const paths = items(at(rule, 'matches')).map(pathOf);
    for (const host of hosts)
      for (const path of paths.length === 0 ? ['/'] : paths)
        leads.set(`${host}${path}`, new Set([...(leads.get(`${host}${path}`) ?? []), ...to]));
  }
  return leads;
}

/** A path, or the method of a call. */
function pathOf(match: Json): string {
  const method = ['service', 'method'].map((key) => textOf(within(match, ['method', key])));
  return textOf(within(match, ['path', 'value'])) || `/${method.filter((part) => part !== '').join('/')}`;
}

/** What else a route says: whom it asks, and what it makes of requests. */
function restOf(route: Json): string {
  const spec = at(route, 'spec');
  const { hostnames: _hosts, rules, ...others } = isObject(spec) ? spec : {};
  const left = items(rules).map((rule) => {
    const {
      backendRefs: _to,
      timeouts: _timeouts,
      name: _name,
      matches,
      ...own
    } = isObject(rule) ? rule : {};
    const asked = items(matches).map((match) => {
      const { path, ...more } = isObject(match) ? match : {};
      return { ...more, type: textOf(at(path, 'type')) || 'PathPrefix' };
    });
    return { ...own, asked: asked.length === 0 ? [{ type: 'PathPrefix' }] : asked };
  });
  // What comes or goes is told as such.
  return canonical({ ...others, rules: [...new Set(left.map((each) => canonical(each)))].sort() });
}
