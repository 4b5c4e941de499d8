import { at, canonical, items, type Json, textOf, within } from '../../../core/json';
import { firstOf } from '../../../core/text';
import { risksOf } from '../risk';
import type { CustomJudge } from './custom-judge';

const risk = risksOf('exposure');

interface Listener {
  readonly name: string;
  /** Where it listens: `shop.example.com:443`. */
  readonly place: string;
  readonly hasTls: boolean;
  /** Whether it leaves TLS to the pods. */
  readonly isPassed: boolean;
  readonly certificates: string;
  /** Whose routes it takes. */
  readonly from: string;
}

/** Whom a gateway lets into the cluster, and how. */
export const ofGateway: CustomJudge = ({ old, head, context: { inProtected } }) => {
  const [had, has] = [listenersOf(old), listenersOf(head)];
  const [added, removed] = [placesBeyond(has, had), placesBeyond(had, has)];
  const pairs = has.flatMap((now) => {
    const was = had.find(({ name, place }) => name === now.name || place === now.place);
    return was === undefined ? [] : [{ now, was }];
  });
  const among = (isOther: (pair: (typeof pairs)[number]) => boolean): string =>
    firstOf(
      pairs.filter(isOther).map(({ now }) => now.place),
      MOST,
    );
  const told = (places: string, words: string, needsApproval = inProtected) =>
    places === ''
      ? []
      : [
          risk(
            words.replace('…', () => places),
            needsApproval,
          ),
        ];
  const other = OTHERS.filter((key) => old !== undefined && head !== undefined && differs(key, old, head));
  return [
    ...told(
      among(({ now, was }) => was.hasTls && !now.hasTls),
      'serves without TLS what had it, at …',
      true,
    ),
    ...told(firstOf(added, MOST), `lets the outside in at …${old === undefined ? '' : ' as well'}`),
    ...told(firstOf(removed, MOST), 'no longer lets the outside in at …'),
    ...told(
      among(({ now, was }) => now.isPassed && !was.isPassed),
      'no longer ends TLS at …: what it leads to must',
    ),
    ...told(
      among(({ now, was }) => ends(now) && ends(was) && now.certificates !== was.certificates),
      'serves with another certificate at …',
    ),
    ...told(
      among(({ now, was }) => now.from === 'All' && was.from !== 'All'),
      'takes routes of every namespace at …',
    ),
    ...told(other.join(', '), 'changes how clients outside are let in (…)'),
  ];
};

/** Whether it has a certificate of its own. */
function ends({ hasTls, isPassed }: Listener): boolean {
  return hasTls && !isPassed;
}

/** Where listeners listen and others do not, by their names or by a wildcard. */
function placesBeyond(listeners: readonly Listener[], others: readonly Listener[]): readonly string[] {
  const known = new Set(others.map(({ place }) => place));
  const isCovered = (place: string): boolean => {
    const [host = '', port = ''] = place.split(':');
    return [place, `*${host.slice(host.indexOf('.'))}:${port}`, `any host:${port}`].some((each) =>
      known.has(each),
    );
  };
  return [...new Set(listeners.map(({ place }) => place))].filter((place) => !isCovered(place));
}

/** Further ones are only counted. */
const MOST = 5;

const OTHERS = ['gatewayClassName', 'addresses', 'infrastructure'];

function differs(key: string, old: Json, head: Json): boolean {
  const [was, is] = [old, head].map((object) => canonical(within(object, ['spec', key]) ?? null));
  return was !== is;
}

function listenersOf(gateway: Json | undefined): readonly Listener[] {
  return items(within(gateway, ['spec', 'listeners'])).map((listener) => {
    const protocol = textOf(at(listener, 'protocol'));
    return {
      name: textOf(at(listener, 'name')),
      place: `${textOf(at(listener, 'hostname')) || 'any host'}:${textOf(at(listener, 'port'))}`,
      hasTls: protocol === 'HTTPS' || protocol === 'TLS',
      isPassed: textOf(within(listener, ['tls', 'mode'])) === 'Passthrough',
      certificates: canonical(within(listener, ['tls', 'certificateRefs']) ?? null),
      from: textOf(within(listener, ['allowedRoutes', 'namespaces', 'from'])) || 'Same',
    };
  });
}
