import { isPattern, readsPatterns } from '../../../constructs/workload';
import type { Draft } from '../draft';
import type { Input } from '../input';
import type { KubernetesObject } from './context';

/** Annotations of an ingress that are somebody's own: class and certificate are the environment's. */
function annotationsOf(input: Input): Readonly<Record<string, string>> {
  return Object.fromEntries(
    input
      .at('metadata', 'annotations')
      .entries()
      .flatMap(([key, value]) => {
        if (
          /^(kubernetes\.io\/ingress\.class|cert-manager\.io\/|kubectl\.kubernetes\.io\/|meta\.helm\.sh\/)/.test(
            key,
          )
        ) {
          value.take();
          return [];
        }
        return [[key, value.text() ?? '']];
      }),
  );
}

/** An ingress makes ports public. */
export function readIngress(ingress: KubernetesObject, services: ReadonlyMap<string, Draft>): void {
  const { input } = ingress;
  const spec = input.at('spec');
  // Class and certificates are the environment's, whose cluster provides them.
  for (const key of ['ingressClassName', 'tls']) spec.at(key).take();
  const annotations = annotationsOf(input);
  const isRoute = (path: string): boolean =>
    /^(\/[\w.~-]+)*\/?$/.test(path) ||
    (isPattern(path) && readsPatterns(annotations) && /^\/[!-~]*$/.test(path));
  const routes = new Map<Draft, Record<string, string>>();
  const underDomains = new Map<Draft, Map<string, string[]>>();
  const route = (backend: Input, path: string, host = ''): void => {
    const draft = services.get(backend.at('service', 'name').text() ?? '');
    const { name, number } = {
      name: backend.at('service', 'port', 'name').text(),
      number: backend.at('service', 'port', 'number').number(),
    };
    const port = name !== undefined && draft?.ports.has(name) === true ? name : draft?.portAt(number);
    if (draft === undefined || port === undefined) {
      backend.leave('No port of the manifests answers it.');
      return;
    }
    const known = routes.get(draft)?.[path];
    if (known !== undefined && known !== port) {
      backend.leave(
        `Under all its domains, ${draft.name} answers ${path} at ${known} here: add an ingress of your own with \`manifests\` of an environment.`,
      );
      return;
    }
    routes.set(draft, { ...routes.get(draft), [path]: port });
    const isAny = host === '' || host === '*';
    const domain = isAny ? `${draft.name}.example.com` : host;
    if (isAny)
      input.note(
        `It answers under any domain: ${domain} stands for yours, in each environment, and no other is answered.`,
      );
    const paths = underDomains.get(draft) ?? new Map<string, string[]>();
    underDomains.set(draft, paths.set(domain, [...(paths.get(domain) ?? []), path]));
    if (draft.sizes['domain'] === undefined) draft.sizes['domain'] = domain;
    else if (draft.sizes['domain'] !== domain)
      draft.sizes['aliases'] = [
        ...new Set([...((draft.sizes['aliases'] as readonly string[] | undefined) ?? []), domain]),
      ];
  };
  for (const rule of spec.at('rules').items()) {
    const host = rule.at('host').text();
    if (rule.at('http', 'paths').items().length === 0)
      rule.note('It has no paths: which service answers this domain is not carried over.');
    for (const path of rule.at('http', 'paths').items()) {
      const text = path.at('path').text() ?? '/';
      if (path.at('pathType').text() === 'Exact')
        path.at('pathType').leave('A path is a beginning here: what is below it is served as well.');
      if (isRoute(text)) route(path.at('backend'), text.length > 1 ? text.replace(/\/$/, '') : text, host);
      else
        path.leave(
          'A path with a pattern, which no annotation of ingress-nginx says: what Slipway takes is the beginning of a path.',
        );
    }
  }
  if (spec.at('defaultBackend').isThere) route(spec.at('defaultBackend'), '/', undefined);
  for (const [draft, paths] of routes) {
    const domains = [...(underDomains.get(draft) ?? new Map<string, string[]>()).values()];
    if (domains.some((own) => new Set(own).size < Object.keys(paths).length))
      input.note(`Under each of its domains, ${draft.name} answers all of these paths.`);
    if (draft.props['public'] !== undefined) {
      input.note(`${draft.name} is public by another ingress.`);
      continue;
    }
    const [only] = Object.values(paths);
    const isAll = Object.keys(paths).length === 1 && paths['/'] !== undefined;
    const noted = Object.keys(annotations).length > 0 ? { annotations } : {};
    if (isAll && only !== undefined)
      draft.props['public'] = Object.keys(noted).length === 0 ? only : { port: only, ...noted };
    else draft.props['public'] = { paths, ...noted };
  }
}
