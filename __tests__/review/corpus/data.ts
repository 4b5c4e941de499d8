import { claim, machine, MEBIBYTE, workload } from '../support/resources';
import type { Pair } from './pair';

const prodClaim = (args: object) => ({
  'prod-services': { kubernetes_persistent_volume_claim_v1: { data: args } },
});
const devClaim = (args: object) => ({
  'dev-services': { kubernetes_persistent_volume_claim_v1: { data: args } },
});
const CLAIM = 'kubernetes_persistent_volume_claim_v1.data';
const gone = { 'prod-services': {} };

export const data: readonly Pair[] = [
  {
    name: 'a protected claim disappears',
    before: prodClaim(claim()),
    after: gone,
    outcome: 'approval',
    entries: [['protection', 'delete', CLAIM, /Terraform destroys it/]],
  },
  {
    name: 'an unprotected claim disappears',
    before: devClaim(claim({}, {})),
    after: { 'dev-services': {} },
    outcome: 'approval',
    entries: [['data', 'delete', CLAIM, /the data that it holds/]],
  },
  {
    name: 'a claim loses its protection',
    before: prodClaim(claim()),
    after: prodClaim(claim({}, {})),
    outcome: 'approval',
    entries: [['protection', 'update', CLAIM, /no longer protected/]],
  },
  {
    name: 'a claim gets another storage class',
    before: devClaim(claim({}, {})),
    after: devClaim(claim({ storage_class_name: 'fast' }, {})),
    outcome: 'approval',
    entries: [['data', 'replace', CLAIM, /destroyed and created again/]],
  },
  {
    name: 'a protected claim gets another storage class',
    before: prodClaim(claim()),
    after: prodClaim(claim({ storage_class_name: 'fast' })),
    outcome: 'approval',
    entries: [['protection', 'replace', CLAIM, /Terraform refuses/]],
  },
  {
    name: 'a claim shrinks',
    before: devClaim(claim({}, {})),
    after: devClaim(claim({ resources: { requests: { storage: '5Gi' } } }, {})),
    outcome: 'approval',
    entries: [['data', 'replace', CLAIM, /created again/]],
  },
  {
    name: 'a claim grows',
    before: prodClaim(claim()),
    after: prodClaim(claim({ resources: { requests: { storage: '20Gi' } } })),
    outcome: 'changes',
    entries: [['capacity', 'update', CLAIM, /another size/]],
  },
  {
    name: 'a claim is let go of by a removed block',
    before: prodClaim(claim()),
    after: { 'prod-services': { removed: [{ from: CLAIM, lifecycle: [{ destroy: false }] }] } },
    outcome: 'changes',
    entries: [['data', 'forget', CLAIM, /nothing manages it any more/]],
  },
  {
    name: 'a removed block destroys a claim',
    before: devClaim(claim({}, {})),
    after: { 'dev-services': { removed: [{ from: CLAIM, lifecycle: [{ destroy: true }] }] } },
    outcome: 'approval',
    entries: [['data', 'delete', CLAIM, /is destroyed/]],
  },
  {
    name: 'a data disk that ignores its size gets another one',
    before: { 'prod-machines-a': machine() },
    after: { 'prod-machines-a': machine({ disk: { size: 32 * MEBIBYTE } }) },
    outcome: 'changes',
    entries: [
      ['rest', 'update', 'libvirt_volume.nodes-0-data', /^stays as it is in size: ignore_changes has/],
    ],
  },
  {
    name: 'a data disk that does not ignore its size gets another one',
    before: { 'dev-machines-a': machine({ disk: { lifecycle: {} } }) },
    after: { 'dev-machines-a': machine({ disk: { size: 32 * MEBIBYTE, lifecycle: {} } }) },
    outcome: 'approval',
    entries: [['data', 'replace', 'libvirt_volume.nodes-0-data', /the data that it holds/]],
  },
  {
    name: 'a namespace disappears',
    before: { 'dev-base': { kubernetes_namespace_v1: { small: { metadata: { name: 'small' } } } } },
    after: { 'dev-base': {} },
    outcome: 'approval',
    entries: [['data', 'delete', 'kubernetes_namespace_v1.small', /everything in the namespace/]],
  },
  {
    name: 'a workload mounts another claim',
    before: mounts('old'),
    after: mounts('new'),
    outcome: 'approval',
    entries: [['data', 'update', 'kubernetes_deployment_v1.web', /another claim/]],
  },
  {
    name: 'a stack gets another state',
    before: { 'prod-base': { terraform: { backend: { local: { path: 'a.tfstate' } } } } },
    after: { 'prod-base': { terraform: { backend: { local: { path: 'b.tfstate' } } } } },
    outcome: 'approval',
    entries: [['data', 'update', 'terraform.backend', /another state/]],
  },
  {
    name: 'a provider looks at another cluster',
    before: { 'prod-base': { provider: { kubernetes: [{ config_context: 'a' }] } } },
    after: { 'prod-base': { provider: { kubernetes: [{ config_context: 'b' }] } } },
    outcome: 'approval',
    entries: [['data', 'update', 'provider.kubernetes', /another host or cluster/]],
  },
  {
    name: 'a whole stack disappears with a protected claim',
    before: prodClaim(claim()),
    after: {},
    outcome: 'approval',
    entries: [['protection', 'delete', CLAIM, /whole stack/]],
  },
  {
    name: 'a module disappears, with whatever it made',
    before: {
      'dev-base': { module: { database: { source: 'terraform-aws-modules/rds/aws', version: '6.1.0' } } },
    },
    after: { 'dev-base': {} },
    outcome: 'approval',
    entries: [['data', 'delete', 'module.database', /all that it made.*terraform-aws-modules\/rds/]],
  },
  {
    name: 'an image is deleted from the registry with its resource',
    before: { images: { docker_registry_image: { web: { name: 'r/web:1' } } } },
    after: { images: {} },
    outcome: 'approval',
    entries: [['data', 'delete', 'docker_registry_image.web', /from the registry/]],
  },
];

function mounts(name: string) {
  const volume = [{ name: 'data', persistent_volume_claim: { claim_name: name } }];
  return { 'dev-services': { kubernetes_deployment_v1: { web: workload({ pod: { volume } }) } } };
}
