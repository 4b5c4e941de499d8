import { checkCertificates } from '../constructs/cluster-node';
import { checkAnnotations } from '../constructs/metadata';
import { wholeWithin } from '../constructs/shape';
import { type ApiServer, checkNetworks, checkPods, inNamespace, type Tls } from '../constructs/workload';
import type { Finding } from '../core/findings';
import { NAME_FORM } from '../core/kubernetes';
import { checkAddress } from './check-address';
import { checkContext, checkKubeconfig, form } from './check-state';
import type { Cluster, ClusterConnection, ClusterIngress, ClusterProvides } from './cluster';

/** @see https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html */
const EKS_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;
const REGION = /^[a-z0-9][a-z0-9-]*$/;

/** The problems of how a cluster is reached and of what it provides: each value is one that there can be. */
export function checkCluster({ connection, provides }: Cluster, path: string): readonly Finding[] {
  return [...checkConnection(connection, path), ...checkProvides(provides, `${path}.provides`)];
}

function checkConnection(connection: ClusterConnection, path: string): readonly Finding[] {
  if (connection.kind === 'kubeconfig')
    return [
      ...checkContext(connection.context, `${path}.context`),
      ...checkKubeconfig(connection.path, `${path}.path`),
    ];
  return [
    ...checkAddress(`${path}.endpoint`, connection.endpoint),
    ...checkCertificates(connection.ca, `${path}.ca`),
    // Both are arguments of a command.
    ...(connection.kind !== 'eks'
      ? []
      : [
          ...named(EKS_NAME, connection.name, `${path}.name`, 'the name of a cluster of EKS'),
          ...named(REGION, connection.region, `${path}.region`, 'the name of a region'),
        ]),
  ];
}

function checkProvides(
  { storageClass, ingress, monitoring, apiServer }: ClusterProvides,
  path: string,
): readonly Finding[] {
  return [
    ...(monitoring === undefined
      ? []
      : checkPods(
          [inNamespace(monitoring.namespace).pods(monitoring.podLabels ?? {})],
          'reached/form',
          `${path}.monitoring`,
        )),
    ...(apiServer === undefined ? [] : checkApiServer(apiServer, `${path}.apiServer`)),
    ...(storageClass === undefined
      ? []
      : named(NAME_FORM.dnsName, storageClass, `${path}.storageClass`, 'the name of a storage class')),
    ...(ingress === undefined ? [] : checkIngress(ingress, `${path}.ingress`)),
  ];
}

function checkIngress(
  { className, controllerNamespace, controllerNetworks = [], annotations = {}, tls }: ClusterIngress,
  path: string,
): readonly Finding[] {
  return [
    ...named(NAME_FORM.dnsName, className, `${path}.className`, 'the name of an IngressClass'),
    ...(controllerNamespace === undefined
      ? []
      : named(
          NAME_FORM.dnsLabel,
          controllerNamespace,
          `${path}.controllerNamespace`,
          'the name of a namespace',
        )),
    ...checkAnnotations(annotations, `${path}.annotations`),
    ...checkNetworks(controllerNetworks, `${path}.controllerNetworks`, 'workload/ingress-controller'),
    ...TLS[tls.kind](tls as never, `${path}.tls`),
  ];
}

function checkApiServer({ networks, ports = [6443] }: ApiServer, path: string): readonly Finding[] {
  const badPort = ports.find((port) => !wholeWithin(port, 1, 65_535));
  return [
    ...form(networks.length > 0, '', `${path}.networks`, {
      message: 'must be the networks that the API server has its addresses in',
      advice: AS_IT_IS,
    }),
    ...checkNetworks(networks, `${path}.networks`, 'reached/form'),
    ...form(ports.length > 0 && badPort === undefined, String(badPort ?? 'none'), `${path}.ports`, {
      message: 'must be the numbers of its ports, 1–65535',
      advice: AS_IT_IS,
    }),
  ];
}

type TlsChecks = {
  readonly [K in Tls['kind']]: (tls: Extract<Tls, { kind: K }>, path: string) => readonly Finding[];
};

const TLS: TlsChecks = {
  'cert-manager': ({ clusterIssuer }, path) =>
    named(NAME_FORM.dnsName, clusterIssuer, `${path}.clusterIssuer`, 'the name of a ClusterIssuer'),
  'existing-certificate': ({ secretName }, path) =>
    named(NAME_FORM.dnsName, secretName, `${path}.secretName`, 'the name of a Secret'),
  'plain-http': ({ reason }, path) => named(/\S/, reason, `${path}.reason`, 'a reason that people can read'),
};

const AS_IT_IS = 'Write it as the cluster has it.';

function named(pattern: RegExp, value: string, path: string, what: string): readonly Finding[] {
  return form(pattern.test(value), value, path, { message: `must be ${what}`, advice: AS_IT_IS });
}
