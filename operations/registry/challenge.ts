/** What a registry asks for in a 401 response. */
export type Challenge =
  | { readonly scheme: 'basic' }
  | { readonly scheme: 'bearer'; readonly realm: string; readonly service?: string; readonly scope?: string };

/** Parses a `WWW-Authenticate` header. @returns undefined for a scheme that registries do not use */
export function challengeIn(header: string | null): Challenge | undefined {
  const [, scheme = '', rest = ''] = /^\s*(\w+)\s*(.*)$/s.exec(header ?? '') ?? [];
  if (scheme.toLowerCase() === 'basic') return { scheme: 'basic' };
  if (scheme.toLowerCase() !== 'bearer') return undefined;
  const parameters = Object.fromEntries(
    [...rest.matchAll(/(\w+)=(?:"([^"]*)"|([^\s,]+))/g)].map(([, name = '', quoted, plain]) => [
      name,
      quoted ?? plain,
    ]),
  );
  const { realm, service, scope } = parameters;
  return realm === undefined ? undefined : { scheme: 'bearer', realm, service, scope };
}
