/** What a registry asks for when it answers 401. */
export type Challenge =
  | { readonly scheme: 'basic' }
  | { readonly scheme: 'bearer'; readonly realm: string; readonly service?: string; readonly scope?: string };

/** Reads a `WWW-Authenticate` header. @returns undefined where it asks for something that registries do not */
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
