import { join } from 'node:path';
import { NGINX_CONFIGURATION } from '../ingress';
import { API_SERVER, GATEWAY, PODS, SERVICES, STATE_DATABASE_URL } from '../network';
import { certificatesOf, type Identity } from './certificates';
import { type Cluster, CONTROL_PLANE } from './cluster';
import { configurationOf } from './configuration';
import { partKubeconfig } from './kubeconfigs';
import type { Part } from './parts';
import type { BuiltPrograms } from './programs';

/** How a part is started. */
interface PartCommand {
  /** What must exist first: a file, or an open port of the control plane. */
  readonly after?: string | number;
  readonly command: readonly string[];
}

const ETCD_PORT = 2379;
const API_PORT = Number(new URL(API_SERVER).port);
const STATE_DATABASE = new URL(STATE_DATABASE_URL);
const CONTAINERD = '/run/containerd/containerd.sock';

/** How each part of a cluster is started. */
export function partCommands(
  cluster: Cluster,
  { bin, node }: BuiltPrograms,
): Readonly<Record<Part, PartCommand>> {
  const pki = (file: string) => join(certificatesOf(cluster), file);
  const credentials = (who: Identity) => partKubeconfig(cluster, who);
  const configuration = (file: Parameters<typeof configurationOf>[1]) => configurationOf(cluster, file);
  return {
    registry: { command: ['docker-registry', 'serve', configuration('registry.yml')] },
    containerd: { command: ['containerd', '--config', configuration('containerd.toml')] },
    docker: {
      after: CONTAINERD,
      command: ['dockerd', '--config-file', configuration('docker.json'), '--pidfile', '/run/docker.pid'],
    },
    etcd: {
      command: [
        bin('etcd'),
        ...['--name', CONTROL_PLANE, '--data-dir', '/var/lib/etcd', '--log-level', 'warn'],
        ...['--listen-client-urls', `http://127.0.0.1:${ETCD_PORT}`],
        ...['--advertise-client-urls', `http://127.0.0.1:${ETCD_PORT}`],
        ...['--listen-peer-urls', 'http://127.0.0.1:2380'],
        ...['--initial-advertise-peer-urls', 'http://127.0.0.1:2380'],
        ...['--initial-cluster', `${CONTROL_PLANE}=http://127.0.0.1:2380`],
        // Killing the process loses nothing without fsync; a power failure of the machine would.
        '--unsafe-no-fsync',
      ],
    },
    'kube-apiserver': {
      command: [
        bin('kube-apiserver'),
        `--etcd-servers=http://127.0.0.1:${ETCD_PORT}`,
        `--advertise-address=${GATEWAY}`,
        `--secure-port=${API_PORT}`,
        `--service-cluster-ip-range=${SERVICES}`,
        `--tls-cert-file=${pki('apiserver.crt')}`,
        `--tls-private-key-file=${pki('apiserver.key')}`,
        `--client-ca-file=${pki('ca.crt')}`,
        `--kubelet-client-certificate=${pki('apiserver-to-kubelet.crt')}`,
        `--kubelet-client-key=${pki('apiserver-to-kubelet.key')}`,
        // The nodes' names cannot be resolved.
        '--kubelet-preferred-address-types=InternalIP',
        '--service-account-issuer=https://kubernetes.default.svc',
        `--service-account-key-file=${pki('service-accounts.key')}`,
        `--service-account-signing-key-file=${pki('service-accounts.key')}`,
        '--authorization-mode=Node,RBAC',
        '--enable-admission-plugins=NodeRestriction',
        '--enable-bootstrap-token-auth',
        // Evicts pods from a lost node sooner than after the default five minutes.
        '--default-unreachable-toleration-seconds=30',
        '--default-not-ready-toleration-seconds=30',
        // Only the lab's own containers need more: the storage helpers.
        '--allow-privileged',
        '--profiling=false',
      ],
    },
    'kube-controller-manager': {
      after: API_PORT,
      command: [
        bin('kube-controller-manager'),
        `--kubeconfig=${credentials('controller-manager')}`,
        '--leader-elect=false',
        '--use-service-account-credentials',
        `--service-account-private-key-file=${pki('service-accounts.key')}`,
        `--root-ca-file=${pki('ca.crt')}`,
        `--cluster-signing-cert-file=${pki('ca.crt')}`,
        `--cluster-signing-key-file=${pki('ca.key')}`,
        '--controllers=*,bootstrapsigner,tokencleaner',
        '--allocate-node-cidrs',
        `--cluster-cidr=${PODS}`,
        '--node-cidr-mask-size=24',
        `--service-cluster-ip-range=${SERVICES}`,
        // Notices a lost node sooner than after the default 40 s.
        '--node-monitor-grace-period=20s',
        '--profiling=false',
      ],
    },
    'kube-scheduler': {
      after: API_PORT,
      command: [
        bin('kube-scheduler'),
        `--kubeconfig=${credentials('scheduler')}`,
        '--leader-elect=false',
        '--profiling=false',
      ],
    },
    kubelet: {
      after: CONTAINERD,
      command: [
        bin('kubelet'),
        `--config=${configuration('kubelet.yaml')}`,
        `--kubeconfig=${credentials('kubelet')}`,
        `--hostname-override=${CONTROL_PLANE}`,
        `--node-ip=${GATEWAY}`,
        '--cert-dir=/var/lib/kubelet/pki',
        '--volume-plugin-dir=/var/lib/kubelet/plugins-volume',
      ],
    },
    'kube-proxy': {
      after: API_PORT,
      command: [bin('kube-proxy'), `--config=${configuration('kube-proxy.yaml')}`],
    },
    routes: {
      after: API_PORT,
      command: ['bash', join(__dirname, 'routes.sh'), bin('kubectl'), credentials('admin'), CONTROL_PLANE],
    },
    coredns: {
      after: API_PORT,
      command: [bin('coredns'), '-conf', configuration('Corefile')],
    },
    storage: {
      after: API_PORT,
      command: [
        bin('local-path-provisioner'),
        'start',
        ...['--kubeconfig', credentials('storage'), '--config', configuration('storage.json')],
        ...['--namespace', 'local-path-storage', '--configmap-name', 'helpers'],
        ...['--provisioner-name', 'rancher.io/local-path', '--service-account-name', 'default'],
      ],
    },
    ingress: {
      after: API_PORT,
      command: [
        ...['env', `--chdir=${join(__dirname, '..', '..')}`],
        ...[node, '-C', 'slipway-source', '-r', './bin/typescript.js', 'lab/ingress/main.ts'],
        credentials('ingress'),
      ],
    },
    'state-database': {
      command: [
        'bash',
        join(__dirname, 'state-database.sh'),
        STATE_DATABASE.username,
        STATE_DATABASE.pathname.slice(1),
      ],
    },
    nginx: { after: NGINX_CONFIGURATION, command: ['nginx', '-e', 'stderr', '-c', NGINX_CONFIGURATION] },
  };
}
