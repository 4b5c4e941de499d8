import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyInCluster, type Cluster, kubeconfigOf } from '../../../lab';
import { INGRESS_CLASS } from '../../../lab/network';
import { Slipway } from '../../../lab/shop/slipway';
import { inside } from './cluster-lab';

const CHECKOUT = join(__dirname, '../../..');
/** That of the project `lab` and its environment `prod`, whose context is `lab-prod`. */
const NAMESPACE = 'lab-prod';
const DOMAIN = 'taken.lab.test';
const UID = 'jsonpath={.metadata.uid}';

interface KubernetesObject {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

/** An application that nobody has deployed with Slipway. */
interface RunningApplication {
  readonly objects: readonly KubernetesObject[];
  /** What its domain serves. */
  readonly page: () => Promise<string>;
  /** What is in its claim since its first start: the name of the pod that wrote it. */
  readonly firstNote: () => Promise<string>;
  /** The pod that has the claim now. */
  readonly podOfNotes: () => Promise<string>;
  /** Object → its UID. One that is recreated has another. */
  readonly uids: () => Promise<Readonly<Record<string, string>>>;
}

/**
 * An application as somebody runs it by `kubectl apply`: a page from a ConfigMap behind a domain, and a program that keeps what it
 * wrote at its first start in a claim.
 *
 * @param image by its digest, with httpd, sh and the like
 */
function runningApplication(image: string): readonly KubernetesObject[] {
  const of = (kind: string, name: string, rest: object, apiVersion = 'v1') => ({
    ...{ apiVersion, kind, metadata: { name, namespace: NAMESPACE } },
    ...rest,
  });
  const selector = (name: string) => ({ 'app.kubernetes.io/name': name });
  const deployment = (name: string, replicas: number, container: object, volumes: readonly object[]) => {
    const spec = {
      terminationGracePeriodSeconds: 1,
      securityContext: { runAsNonRoot: true, runAsUser: 1000, fsGroup: 1000 },
      containers: [{ name, image, resources: RESOURCES, ...container }],
      volumes,
    };
    const template = { metadata: { labels: selector(name) }, spec };
    const strategy = { type: replicas === 1 ? 'Recreate' : 'RollingUpdate' };
    return of(
      'Deployment',
      name,
      { spec: { replicas, strategy, selector: { matchLabels: selector(name) }, template } },
      'apps/v1',
    );
  };
  const backend = { service: { name: 'web', port: { name: 'http' } } };
  const paths = [{ path: '/', pathType: 'Prefix', backend }];
  return [
    of('ConfigMap', 'page', { data: { 'index.html': 'a page' } }),
    deployment(
      'web',
      2,
      {
        command: ['httpd', '-f', '-p', '8080', '-h', '/page'],
        ports: [{ name: 'http', containerPort: 8080 }],
        readinessProbe: { httpGet: { path: '/', port: 'http' } },
        volumeMounts: [{ name: 'page', mountPath: '/page' }],
      },
      [{ name: 'page', configMap: { name: 'page' } }],
    ),
    of('Service', 'web', {
      spec: { selector: selector('web'), ports: [{ name: 'http', port: 8080, targetPort: 'http' }] },
    }),
    of(
      'Ingress',
      'web',
      { spec: { ingressClassName: INGRESS_CLASS, rules: [{ host: DOMAIN, http: { paths } }] } },
      'networking.k8s.io/v1',
    ),
    of('PersistentVolumeClaim', 'notes', {
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '16Mi' } } },
    }),
    deployment(
      'notes',
      1,
      {
        command: ['sh', '-c', 'test -e /notes/first || hostname > /notes/first; exec sleep 100000'],
        readinessProbe: { exec: { command: ['test', '-s', '/notes/first'] } },
        volumeMounts: [{ name: 'notes', mountPath: '/notes' }],
      },
      [{ name: 'notes', persistentVolumeClaim: { claimName: 'notes' } }],
    ),
  ];
}

const RESOURCES = { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '16Mi' } };

/** Runs it in the cluster, as `kubectl apply` does, and waits until its pods are ready. */
export async function runApplication(cluster: Cluster, image: string): Promise<RunningApplication> {
  const objects = runningApplication(image);
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } };
  await applyInCluster(cluster, { apiVersion: 'v1', kind: 'List', items: [namespace, ...objects] });
  const kubectl = (...args: readonly string[]) =>
    inside(cluster, 'kubectl', `--namespace=${NAMESPACE}`, ...args);
  for (const name of ['web', 'notes'])
    await kubectl('rollout', 'status', `deployment/${name}`, '--timeout=120s');
  return {
    objects,
    page: () => inside(cluster, 'curl', '--silent', `http://${DOMAIN}/`),
    firstNote: () => kubectl('exec', 'deployment/notes', '--', 'cat', '/notes/first'),
    podOfNotes: () => kubectl('exec', 'deployment/notes', '--', 'hostname'),
    uids: async () => ({
      namespace: await inside(cluster, 'kubectl', 'get', 'namespace', NAMESPACE, `--output=${UID}`),
      ...Object.fromEntries(
        await Promise.all(
          objects.map(async ({ kind, metadata: { name } }) => {
            const address = `${kind}/${name}`;
            return [address, await kubectl('get', address, `--output=${UID}`)] as const;
          }),
        ),
      ),
    }),
  };
}

/** A project in an empty folder, into which `slipway init` carries the application over, and whose cluster is the lab's. */
export function carriedProject(
  { objects }: RunningApplication,
  cluster: Cluster,
  home: string,
): { readonly slipway: Slipway; readonly nameCluster: () => void } {
  const folder = join(home, 'taken');
  const packages = join(folder, 'node_modules');
  mkdirSync(packages, { recursive: true });
  for (const name of readdirSync(join(CHECKOUT, 'node_modules')).filter((one) => !one.startsWith('.')))
    symlinkSync(join(CHECKOUT, 'node_modules', name), join(packages, name));
  symlinkSync(CHECKOUT, join(packages, 'slipway'));
  mkdirSync(join(folder, 'manifests'));
  const list = { apiVersion: 'v1', kind: 'List', items: objects };
  writeFileSync(join(folder, 'manifests', 'all.json'), JSON.stringify(list));
  const { TF_CLI_CONFIG_FILE: _none, ...rest } = process.env;
  const env = {
    ...rest,
    ...{ CHECKPOINT_DISABLE: '1', NO_COLOR: '1', SLIPWAY_TYPES: 'unchecked' },
    // What the project imports as `slipway` is this checkout, from its sources.
    NODE_OPTIONS: '--conditions=slipway-source',
  };
  return {
    slipway: new Slipway({ folder, key: join(home, 'no-key') }, cluster, env, () => undefined),
    nameCluster: () => {
      const file = join(folder, 'environments', 'prod', 'index.ts');
      const written = readFileSync(file, 'utf8');
      const path = JSON.stringify(kubeconfigOf(cluster));
      writeFileSync(file, written.replace('kubeconfig({', `kubeconfig({ path: ${path},`));
    },
  };
}
