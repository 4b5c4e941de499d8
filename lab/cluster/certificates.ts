import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outputOf } from '../../operations/process';
import { API_SERVICE, CLUSTER_DOMAIN, GATEWAY } from '../network';
import { type Cluster, CONTROL_PLANE } from './cluster';

/** The holders of certificates from the cluster's authority, with their subjects: `/O=<group>/CN=<user>`. */
const SUBJECTS = {
  admin: '/O=system:masters/CN=lab-admin',
  apiserver: '/CN=kube-apiserver',
  'apiserver-to-kubelet': '/O=system:masters/CN=kube-apiserver',
  'controller-manager': '/CN=system:kube-controller-manager',
  scheduler: '/CN=system:kube-scheduler',
  kubelet: `/O=system:nodes/CN=system:node:${CONTROL_PLANE}`,
  'kube-proxy': '/CN=system:kube-proxy',
  coredns: '/CN=lab:coredns',
  storage: '/CN=lab:storage',
  ingress: '/CN=lab:ingress',
} as const;

export type Identity = keyof typeof SUBJECTS;
export const IDENTITIES = Object.keys(SUBJECTS) as readonly Identity[];

const SERVICE = 'kubernetes.default.svc';
const API_SERVER_NAMES = [
  ...['localhost', 'kubernetes', 'kubernetes.default', SERVICE, `${SERVICE}.${CLUSTER_DOMAIN}`].map(
    (name) => `DNS:${name}`,
  ),
  ...['127.0.0.1', API_SERVICE, GATEWAY].map((address) => `IP:${address}`),
].join(',');

const DAYS = '365';
const LIMIT = { timeoutMs: 120_000 };
/** OpenSSL's default configuration would make every certificate an authority. */
const CONFIGURATION = '[req]\ndistinguished_name = none\n[none]\n';

/** The folder of the cluster's authority and certificates: `<who>.crt`, `<who>.key`. */
export function certificatesOf({ folder }: Cluster): string {
  return join(folder, 'pki');
}

/** Creates the authority and all certificates unless they exist: all at once, or none. */
export async function makeCertificates(cluster: Cluster): Promise<void> {
  const folder = certificatesOf(cluster);
  if (existsSync(folder)) return;
  mkdirSync(cluster.folder, { recursive: true });
  const draft = mkdtempSync(`${folder}.draft-`);
  try {
    writeFileSync(join(draft, 'openssl.cnf'), CONFIGURATION);
    await authority(draft);
    for (const who of IDENTITIES) await certificate(draft, who);
    await openssl(['genrsa', '-out', join(draft, 'service-accounts.key'), '2048']);
    renameSync(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

async function authority(folder: string): Promise<void> {
  await openssl([
    ...request(folder, 'ca', '/CN=slipway-lab'),
    ...extensions('basicConstraints=critical,CA:TRUE', 'keyUsage=critical,digitalSignature,keyCertSign'),
  ]);
}

async function certificate(folder: string, who: Identity): Promise<void> {
  const use =
    who === 'apiserver'
      ? ['extendedKeyUsage=serverAuth', `subjectAltName=${API_SERVER_NAMES}`]
      : ['extendedKeyUsage=clientAuth'];
  await openssl([
    ...request(folder, who, SUBJECTS[who]),
    ...['-CA', join(folder, 'ca.crt'), '-CAkey', join(folder, 'ca.key')],
    ...extensions('basicConstraints=critical,CA:FALSE', 'keyUsage=critical,digitalSignature', ...use),
  ]);
}

function request(folder: string, who: string, subject: string): readonly string[] {
  return [
    ...['req', '-x509', '-config', join(folder, 'openssl.cnf'), '-days', DAYS, '-subj', subject],
    ...['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-noenc'],
    ...['-keyout', join(folder, `${who}.key`), '-out', join(folder, `${who}.crt`)],
  ];
}

function extensions(...values: readonly string[]): readonly string[] {
  return values.flatMap((value) => ['-addext', value]);
}

function openssl(args: readonly string[]): Promise<string> {
  return outputOf('openssl', args, LIMIT);
}
