import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A deployment as a cluster has it, of one pod. */
export interface Deployed {
  readonly image: string;
  /** Container beside its own → its image. */
  readonly others?: Readonly<Record<string, string>>;
  /** Since when its pod is ready; undefined while it is not. */
  readonly readySince?: string;
  /** What the controller says of a rollout that it has given up. */
  readonly stalled?: string;
}

/**
 * Answers as the API of a cluster does about its deployments and ConfigMaps.
 * @param deployed `<namespace>/<name>` → what is deployed there
 * @param configMaps `<namespace>/<name>` → its data. @default there are none
 */
export async function clusterAnswers(
  deployed: Map<string, Deployed>,
  configMaps = new Map<string, Readonly<Record<string, string>>>(),
): Promise<{ readonly kubeconfig: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    const answer = answerTo(request.url ?? '', deployed, configMaps);
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify(answer ?? { kind: 'Status', status: 'Failure', reason: 'NotFound', code: 404 }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const kubeconfig = JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'here', cluster: { server: `http://127.0.0.1:${port}` } }],
    users: [{ name: 'nobody', user: {} }],
    contexts: [{ name: 'dev', context: { cluster: 'here', user: 'nobody' } }],
  });
  return { kubeconfig, server };
}

function answerTo(
  url: string,
  deployed: Map<string, Deployed>,
  configMaps: Map<string, Readonly<Record<string, string>>>,
): object | undefined {
  const { pathname, searchParams } = new URL(url, 'http://cluster');
  const [, namespace = '', kind, name] = /\/namespaces\/([^/]+)\/([^/]+)(?:\/([^/]+))?$/.exec(pathname) ?? [];
  if (kind === 'configmaps') {
    const data = configMaps.get(`${namespace}/${name ?? ''}`);
    return data && { kind: 'ConfigMap', metadata: { name, resourceVersion: '1' }, data };
  }
  if (kind === 'deployments') {
    const found = deployed.get(`${namespace}/${name ?? ''}`);
    return found && deployment(name ?? '', found);
  }
  if (kind !== 'pods') return undefined;
  const selected = (searchParams.get('labelSelector') ?? '').replace('app=', '');
  const found = deployed.get(`${namespace}/${selected}`);
  return { kind: 'PodList', items: found === undefined ? [] : [pod(selected, found)] };
}

function containersOf(name: string, { image, others = {} }: Deployed) {
  return Object.entries({ [name]: image, ...others }).map(([container, runs]) => ({
    name: container,
    image: runs,
  }));
}

function deployment(name: string, deployed: Deployed): object {
  const { readySince, stalled } = deployed;
  return {
    kind: 'Deployment',
    metadata: { name, generation: 2 },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: name } },
      template: { spec: { containers: containersOf(name, deployed) } },
    },
    status: {
      observedGeneration: 2,
      replicas: 1,
      updatedReplicas: 1,
      availableReplicas: readySince === undefined ? 0 : 1,
      conditions:
        stalled === undefined
          ? []
          : [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', message: stalled }],
    },
  };
}

function pod(name: string, deployed: Deployed): object {
  const { readySince } = deployed;
  const containers = containersOf(name, deployed);
  return {
    metadata: { name: `${name}-0` },
    spec: { containers },
    status: {
      phase: 'Running',
      containerStatuses: containers.map((each) => ({ ...each, imageID: each.image, restartCount: 0 })),
      conditions: [
        readySince === undefined
          ? { type: 'Ready', status: 'False' }
          : { type: 'Ready', status: 'True', lastTransitionTime: readySince },
      ],
    },
  };
}
