import type * as Client from '@kubernetes/client-node' with { 'resolution-mode': 'import' };
import type { Objects } from './routes';

/** Changes within this time are reported together. */
const SETTLE_MS = 100;
const RETRY_MS = 1_000;
const CERTIFICATES = 'type=kubernetes.io/tls';

/** Reports the objects now and after each change, and reconnects when the API server comes back. */
export async function watchObjects(
  { CoreV1Api, ListWatch, NetworkingV1Api, Watch }: typeof Client,
  config: Client.KubeConfig,
  tell: (objects: Objects) => void,
): Promise<void> {
  const core = config.makeApiClient(CoreV1Api);
  const networking = config.makeApiClient(NetworkingV1Api);
  let soon: NodeJS.Timeout | undefined;
  const changed = (): void => {
    soon ??= setTimeout(() => {
      soon = undefined;
      tell({ ingresses: ingresses.list(), services: services.list(), secrets: secrets.list() });
    }, SETTLE_MS);
  };
  const watched = <T extends Client.KubernetesObject>(
    path: string,
    list: Client.ListPromise<T>,
    selector?: string,
  ) => {
    const objects = new ListWatch<T>(path, new Watch(config), list, false, undefined, selector);
    objects.on('change', changed);
    objects.on('error', (error: unknown) => {
      console.error(`${path}: ${error instanceof Error ? error.message : String(error)}`);
      setTimeout(() => void objects.start(), RETRY_MS);
    });
    return objects;
  };
  const ingresses = watched('/apis/networking.k8s.io/v1/ingresses', () =>
    networking.listIngressForAllNamespaces(),
  );
  const services = watched('/api/v1/services', () => core.listServiceForAllNamespaces());
  const secrets = watched(
    '/api/v1/secrets',
    () => core.listSecretForAllNamespaces({ fieldSelector: CERTIFICATES }),
    CERTIFICATES,
  );
  await Promise.all([ingresses.start(), services.start(), secrets.start()]);
  // Report even an empty list, so that nginx starts.
  changed();
}
