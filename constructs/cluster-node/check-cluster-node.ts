import { isIP } from 'node:net';
import { type Finding, problem } from '../../core/findings';
import { NAME_FORM } from '../../core/kubernetes';
import { networkOfAddress, nobodysBlock } from '../../core/network';
import { entry } from '../../core/text';
import type { CloudInit } from '../vm-pool';
import type { ClusterNodeProps, NodeRegistry } from './cluster-node-props';
import { nodeFiles } from './node-files';
import { formed } from './check-form';
import { checkLabels, checkTaints } from './check-registration';

const CERTIFICATES = {
  must: 'certificates in PEM, and nothing else',
  advice: 'Take the ca.crt of the cluster or of the registry. It is not a secret; a private key is.',
};

/** The problems of a node's description, and of what its machines are told to do beside. Pure: callable before any construct exists. */
export function checkClusterNode(props: ClusterNodeProps, own: CloudInit, path: string): readonly Finding[] {
  const { endpoint, ca, domain, labels = {}, taints = [], registries = {}, pauseImage } = props;
  return [
    ...checkEndpoint(endpoint, `${path}.endpoint`),
    ...checkCertificates(ca, `${path}.ca`),
    ...checkDns(props.dns, `${path}.dns`),
    ...(domain === undefined
      ? []
      : formed('domain', domain, `${path}.domain`, {
          must: 'a domain in lower case',
          advice: 'Take the one that the cluster was made with.',
        })),
    ...checkLabels(labels, `${path}.labels`),
    ...checkTaints(taints, `${path}.taints`),
    ...checkMaxPods(props, `${path}.maxPods`),
    ...checkRegistries(registries, `${path}.registries`),
    ...(pauseImage === undefined
      ? []
      : formed('image', pauseImage, `${path}.pauseImage`, {
          must: 'the name of an image',
          advice: 'Write it as in a pod.',
        })),
    ...checkFiles(props, own, path),
    ...checkSwap(own, path),
  ];
}

/** The problems of a certificate authority: certificates, of which none may be a private key. */
export function checkCertificates(ca: string, path: string): readonly Finding[] {
  return formed('certificates', ca, path, CERTIFICATES);
}

function checkEndpoint(endpoint: string, path: string): readonly Finding[] {
  const form = formed('api', endpoint, path, {
    must: 'the address of an API server, https://<host>:<port>',
    advice: 'Give the address by which the machines reach it; a token does not belong into it.',
  });
  if (form.length > 0 || isOfAnother(endpoint)) return form;
  return [
    problem({
      rule: 'cluster-node/endpoint',
      path,
      message: 'must be an address by which other machines reach the API server',
      value: endpoint,
      advice:
        'On a node, localhost and 127.0.0.1 are the node itself. Give the name or the address that it has for them.',
    }),
  ];
}

function isOfAnother(endpoint: string): boolean {
  if (!URL.canParse(endpoint)) return false;
  const host = new URL(endpoint).hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return nobodysBlock(host) === undefined;
  return NAME_FORM.hostName.test(host) && host !== 'localhost';
}

function checkDns(dns: string, path: string): readonly Finding[] {
  if (networkOfAddress(dns) !== undefined && nobodysBlock(dns) === undefined) return [];
  return [
    problem({
      rule: 'cluster-node/dns',
      path,
      message: 'must be an address that pods can ask',
      value: JSON.stringify(dns),
      advice: 'Take the ClusterIP of the cluster’s DNS service: kubectl -n kube-system get service kube-dns',
    }),
  ];
}

function checkMaxPods({ maxPods }: ClusterNodeProps, path: string): readonly Finding[] {
  if (maxPods === undefined || (Number.isSafeInteger(maxPods) && maxPods >= 1)) return [];
  return [
    problem({
      rule: 'cluster-node/max-pods',
      path,
      message: 'must be a whole number of pods, at least 1',
      value: String(maxPods),
      advice: 'Leave it out for 110.',
    }),
  ];
}

function checkRegistries(
  registries: Readonly<Record<string, NodeRegistry>>,
  path: string,
): readonly Finding[] {
  return Object.entries(registries).flatMap(([name, { endpoint, ca }]) => {
    const at = entry(path, name);
    return [
      ...formed('registry', name, at, {
        must: 'named by a host, with its port if it has one',
        advice: 'Write what names of its images begin with, up to the first slash.',
      }),
      ...formed('url', endpoint, `${at}.endpoint`, {
        must: 'an http or https address, without credentials',
        advice: 'Give credentials to the cluster’s pull secrets instead.',
      }),
      ...(ca === undefined ? [] : checkCertificates(ca, `${at}.ca`)),
    ];
  });
}

/** The kubelet does not start where there is swap. */
function checkSwap({ merge = {} }: CloudInit, path: string): readonly Finding[] {
  if (!Object.hasOwn(merge, 'swap')) return [];
  return [
    problem({
      rule: 'cluster-node/swap',
      path,
      message: 'must not be on machines with swap, since the kubelet does not start there',
      value: 'on machines whose cloud-init has merge.swap',
      advice: 'Leave it out, and give the machines the memory that their pods need.',
    }),
  ];
}

function checkFiles(props: ClusterNodeProps, { files = {} }: CloudInit, path: string): readonly Finding[] {
  return Object.keys(nodeFiles(props))
    .filter((file) => file in files)
    .map((file) =>
      problem({
        rule: 'cluster-node/file',
        path,
        message: `must write ${file} itself`,
        value: 'beside a file of the machine’s cloud-init in its place',
        advice: 'Take it out of the cloud-init’s files; systemd reads your own additions from <unit>.d/.',
      }),
    );
}
