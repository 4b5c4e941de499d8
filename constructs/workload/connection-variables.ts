import { envParts, type EnvParts, hostName } from './target';
import { isField } from './field-reference';
import type { ResolvedWorkload } from './workload-spec';

/** The variables by which a process finds a connection: `DATABASE` becomes DATABASE_HOST and DATABASE_PORT. */
export function connectionVariables(name: string): { readonly host: string; readonly port: string } {
  return { host: `${name}_HOST`, port: `${name}_PORT` };
}

/** The variables that hold no secret, with the addresses of what they lead to, for a pod in `namespace`. */
export function clearVariables(
  { env, connectsTo }: ResolvedWorkload,
  namespace: string,
): Readonly<Record<string, EnvParts>> {
  return Object.fromEntries<EnvParts>([
    ...Object.entries(env).flatMap(([name, value]) =>
      isField(value) ? [] : [[name, envParts(value, namespace)] as const],
    ),
    ...Object.entries(connectsTo).flatMap(([name, target]) => {
      const { host, port } = connectionVariables(name);
      return [[host, [hostName(target, namespace)]] as const, [port, [String(target.number)]] as const];
    }),
  ]);
}
