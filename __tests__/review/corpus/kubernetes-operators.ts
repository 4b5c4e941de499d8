import type { RiskLevel } from '../../../review/risk';
import { between } from './between';
import type { Pair } from './pair';

// Further operators: meshes, Traefik, Flux, Velero and Prometheus.

const MANIFEST = 'kubernetes_manifest';

function written(apiVersion: string, kind: string, spec: object): object {
  return { manifest: { apiVersion, kind, metadata: { name: 'own', namespace: 'small-prod' }, spec } };
}

function changes(
  name: string,
  [before, after]: readonly [object, object | undefined],
  outcome: Pair['outcome'],
  [level, words]: readonly [level: RiskLevel, words: RegExp],
): Pair {
  const action = after === undefined ? 'delete' : 'update';
  return {
    name,
    ...between(MANIFEST, before, after),
    outcome,
    entries: [[level, action, `${MANIFEST}.own`, words]],
  };
}

const peers = (mode: string) => written('security.istio.io/v1', 'PeerAuthentication', { mtls: { mode } });
const allowing = (...principals: readonly string[]) =>
  written('security.istio.io/v1', 'AuthorizationPolicy', {
    rules: principals.map((principal) => ({ from: [{ source: { principals: [principal] } }] })),
  });
const traefik = (route: object, more: object = { tls: {} }) =>
  written('traefik.io/v1alpha1', 'IngressRoute', {
    routes: [{ match: 'Host(`shop.example.com`)', services: [{ name: 'web', port: 80 }], ...route }],
    ...more,
  });
const ASKING = { middlewares: [{ name: 'login' }] };
const kustomization = (spec: object = {}) =>
  written('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', {
    path: './shop',
    sourceRef: { kind: 'GitRepository', name: 'shop' },
    ...spec,
  });
const repository = (ref: object, url = 'https://git.example.com/shop') =>
  written('source.toolkit.fluxcd.io/v1', 'GitRepository', { url, ref });
const backups = (spec: object = {}) =>
  written('velero.io/v1', 'Schedule', { schedule: '0 1 * * *', template: { ttl: '720h0m0s' }, ...spec });
const alerts = (...names: readonly string[]) =>
  written('monitoring.coreos.com/v1', 'PrometheusRule', {
    groups: [{ name: 'shop', rules: names.map((alert) => ({ alert, expr: 'vector(1)' })) }],
  });

export const operators: readonly Pair[] = [
  changes('pods of a mesh take what has no TLS', [peers('STRICT'), peers('PERMISSIVE')], 'approval', [
    'exposure',
    /^takes what is sent without TLS, from now on \(mtls\.mode\)$/,
  ]),
  changes('pods of a mesh take only what has TLS', [peers('PERMISSIVE'), peers('STRICT')], 'changes', [
    'rest',
    /^$/,
  ]),
  changes('another client of a mesh may call', [allowing('a'), allowing('a', 'b')], 'approval', [
    'exposure',
    /^lets others call than before$/,
  ]),
  changes('a client of a mesh may no longer call', [allowing('a', 'b'), allowing('a')], 'changes', [
    'exposure',
    /^lets fewer call than before$/,
  ]),
  changes('nobody asks any more who calls in a mesh', [allowing('a'), undefined], 'approval', [
    'replacement',
    /^no longer asks who calls$/m,
  ]),
  changes('a route of Traefik no longer asks for a login', [traefik(ASKING), traefik({})], 'approval', [
    'exposure',
    /^no longer asks login at Host\(`shop\.example\.com`\)$/,
  ]),
  changes(
    'a route of Traefik leads to another service, without TLS',
    [traefik({}), traefik({ services: [{ name: 'other', port: 80 }] }, {})],
    'approval',
    [
      'exposure',
      /^serves without TLS what had it\nleads Host\(`shop\.example\.com`\) to other:80 from now on$/,
    ],
  ),
  changes('a route of Traefik gets a priority', [traefik({}), traefik({ priority: 10 })], 'changes', [
    'rest',
    /^$/,
  ]),
  changes('Flux prunes from now on', [kustomization(), kustomization({ prune: true })], 'approval', [
    'data',
    /^deletes by itself what its source no longer has \(prune\)$/,
  ]),
  changes('Flux deploys another folder', [kustomization(), kustomization({ path: './other' })], 'approval', [
    'privileges',
    /^deploys GitRepository shop \.\/other in place of GitRepository shop \.\/shop$/,
  ]),
  changes(
    'Flux looks more often',
    [kustomization({ interval: '10m' }), kustomization({ interval: '5m' })],
    'changes',
    ['rest', /^$/],
  ),
  changes(
    'Flux deploys another version',
    [repository({ tag: 'v1.4.0' }), repository({ tag: 'v1.5.0' })],
    'changes',
    ['unknown', /^deploys v1\.5\.0 in place of v1\.4\.0/],
  ),
  changes(
    'Flux follows a branch from now on',
    [repository({ tag: 'v1.4.0' }), repository({ branch: 'main' })],
    'approval',
    ['privileges', /^deploys whatever main is from now on, and not v1\.4\.0$/],
  ),
  changes('Velero makes no backups any more', [backups(), backups({ paused: true })], 'approval', [
    'data',
    /^no longer makes backups \(paused\)$/,
  ]),
  changes(
    'Velero keeps backups for a shorter time',
    [backups(), backups({ template: { ttl: '24h0m0s' } })],
    'approval',
    ['data', /^keeps backups for 24 hours in place of 720 \(template\.ttl\)$/],
  ),
  changes('Prometheus no longer warns of something', [alerts('Down', 'Slow'), alerts('Slow')], 'changes', [
    'availability',
    /^no longer warns of Down$/,
  ]),
];
