import type * as client from '@kubernetes/client-node' with { 'resolution-mode': 'import' };

/** Plain data, so that the code that makes sites of it needs no client. */
type Plain<T> = T extends Date ? Date | string : T extends object ? { [K in keyof T]: Plain<T[K]> } : T;

type V1Ingress = Plain<client.V1Ingress>;
type V1IngressBackend = Plain<client.V1IngressBackend>;
type V1Secret = Plain<client.V1Secret>;
type V1Service = Plain<client.V1Service>;

/** The API server's objects, from all namespaces. */
export interface Objects {
  readonly ingresses: readonly V1Ingress[];
  readonly services: readonly V1Service[];
  readonly secrets: readonly V1Secret[];
}

/** A domain and its routes. */
export interface Site {
  /** `undefined` is the default site, for every domain that no other site has. */
  readonly host: string | undefined;
  readonly paths: readonly SitePath[];
  readonly certificate: Certificate | undefined;
}

export interface SitePath {
  readonly path: string;
  readonly exact: boolean;
  /** Address and port of the service; `undefined` if the service does not exist. */
  readonly target: string | undefined;
}

interface Certificate {
  /** The base name of its files. */
  readonly name: string;
  readonly certificate: string;
  readonly key: string;
}

/** The sites of an ingress class, sorted by domain. If two ingresses have the same domain and path, the older one wins. */
export function sitesOf({ ingresses, services, secrets }: Objects, className: string): readonly Site[] {
  const hosts = new Map<string, Map<string, SitePath>>();
  const certificates = new Map<string, Certificate>();
  for (const ingress of oldestFirst(ingresses.filter((one) => one.spec?.ingressClassName === className))) {
    const namespace = ingress.metadata?.namespace ?? '';
    for (const { host = '', http } of ingress.spec?.rules ?? []) {
      const paths = hosts.get(host) ?? new Map<string, SitePath>();
      hosts.set(host, paths);
      for (const { path = '/', pathType, backend } of http?.paths ?? []) {
        const exact = pathType === 'Exact';
        const key = `${String(exact)} ${path}`;
        if (!paths.has(key)) paths.set(key, { path, exact, target: targetOf(services, namespace, backend) });
      }
    }
    for (const { hosts: names = [], secretName } of ingress.spec?.tls ?? []) {
      const certificate = certificateOf(secrets, namespace, secretName);
      for (const name of names)
        if (certificate && !certificates.has(name)) certificates.set(name, certificate);
    }
  }
  return [...hosts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([host, paths]) => ({
      host: host === '' ? undefined : host,
      paths: [...paths.values()],
      certificate: certificates.get(host),
    }));
}

function oldestFirst(ingresses: readonly V1Ingress[]): readonly V1Ingress[] {
  const age = ({ metadata }: V1Ingress): string =>
    `${new Date(metadata?.creationTimestamp ?? 0).toISOString()} ${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`;
  return [...ingresses].sort((a, b) => (age(a) < age(b) ? -1 : 1));
}

/** The service's cluster IP: kube-proxy chooses the pod that answers. */
function targetOf(
  services: readonly V1Service[],
  namespace: string,
  { service }: V1IngressBackend,
): string | undefined {
  const found = services.find(
    ({ metadata }) => metadata?.namespace === namespace && metadata.name === service?.name,
  );
  const wanted = service?.port;
  const port = found?.spec?.ports?.find(({ name, port: number }) =>
    wanted?.name === undefined ? number === wanted?.number : name === wanted.name,
  );
  const address = found?.spec?.clusterIP;
  return address === undefined || address === 'None' || port === undefined
    ? undefined
    : `${address}:${port.port}`;
}

function certificateOf(
  secrets: readonly V1Secret[],
  namespace: string,
  name: string | undefined,
): Certificate | undefined {
  const secret = secrets.find(({ metadata }) => metadata?.namespace === namespace && metadata.name === name);
  const { 'tls.crt': certificate, 'tls.key': key } = secret?.data ?? {};
  if (certificate === undefined || key === undefined) return undefined;
  const decoded = (value: string): string => Buffer.from(value, 'base64').toString();
  return { name: `${namespace}_${name ?? ''}`, certificate: decoded(certificate), key: decoded(key) };
}
