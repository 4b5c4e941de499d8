import { at, items, only } from '../../../core/json';
import { groupBy } from '../../group-by';
import { kindOf, text } from '../../workloads';
import { type Policy, verdict } from '../policy';

/** A domain belongs to one ingress. With two, the controller would pick one. */
export const domainTwice: Policy = {
  name: 'network/domain-twice',
  severity: { protected: 'error', other: 'error' },
  judgeProject: ({ stacks }) => {
    const used = [...stacks.values()].flatMap(({ name, blocks }) =>
      [...blocks.values()]
        .filter((block) => kindOf(block) === 'Ingress')
        .flatMap(({ address, arguments: args }) =>
          items(at(only(args['spec']), 'rule')).flatMap((rule) => {
            const host = text(at(rule, 'host'));
            const paths = items(at(only(at(rule, 'http')), 'path')).map(
              (path) => text(at(path, 'path')) ?? '/',
            );
            if (host === undefined) return [];
            return (paths.length === 0 ? ['/'] : paths).map((path) => ({
              url: `${host.toLowerCase()}${path}`,
              by: `${name}/${address}`,
            }));
          }),
        ),
    );
    if (used.length === 0) return 'not applicable';
    const twice = [...groupBy(used, ({ url }) => url)].filter(([, users]) => users.length > 1);
    return verdict(
      twice.map(([url, users]) => ({
        path: url,
        message: 'must lead to one ingress',
        value: users.map(({ by }) => by).join(' and '),
        advice: 'Give each its own domain or path.',
      })),
    );
  },
};
