import { dnsName, type Endpoint } from './endpoint';
import type { ResolvedWorkload } from './workload-spec';

/** The variables by which a process finds a connection: `DATABASE` becomes DATABASE_HOST and DATABASE_PORT. */
export function connectionVariables(name: string): { readonly host: string; readonly port: string } {
  return { host: `${name}_HOST`, port: `${name}_PORT` };
}

/** The values of all connections' variables, for a pod in `namespace`. */
export function connectionEnv(
  { connectsTo, egress }: ResolvedWorkload,
  namespace: string,
): Readonly<Record<string, string>> {
  const inside = (endpoint: Endpoint) => ({ host: dnsName(endpoint, namespace), number: endpoint.number });
  return Object.fromEntries([
    ...Object.entries(connectsTo).flatMap(([name, endpoint]) => valuesOf(name, inside(endpoint))),
    ...Object.entries(egress).flatMap(([name, endpoint]) => valuesOf(name, endpoint)),
  ]);
}

function valuesOf(
  name: string,
  target: { readonly host: string; readonly number: number },
): readonly [string, string][] {
  const { host, port } = connectionVariables(name);
  return [
    [host, target.host],
    [port, String(target.number)],
  ];
}
