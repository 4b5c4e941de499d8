import { workload } from '../support/resources';
import type { Pair } from './pair';
import { between } from './providers';

// What moves, what is overlooked, what locks and what is written only: where code is put in order, nothing of what runs changes.

const BUCKET = 'aws_s3_bucket.states';
const bucket = (more: object = {}) => ({ bucket: 'states', ...more });
const buckets = (all: object, ...moved: readonly (readonly [from: string, to: string])[]) => ({
  aws_s3_bucket: all,
  moved: moved.map(([from, to]) => ({ from, to })),
});
const NAMED = { for_each: { a: 'a' } };

const web = (replicas: number, ignore_changes: readonly string[], more: object = {}) => ({
  kubernetes_deployment_v1: {
    web: { ...workload({ spec: { replicas }, ...more }), lifecycle: { ignore_changes } },
  },
});
const REPLICAS = 'spec[0].replicas';
const WEB = 'kubernetes_deployment_v1.web';
const sidecar = (image: string) => ({
  pod: {
    container: [
      { name: 'web', image: 'a' },
      { name: 'proxy', image },
    ],
  },
});
const group = (network: string, more: object = {}) => ({
  aws_security_group: {
    web: {
      name: 'web',
      ingress: [{ from_port: 22, to_port: 22, protocol: 'tcp', cidr_blocks: [network] }],
      ...more,
    },
  },
});
const database = (deletion_protection: boolean) => ({
  aws_db_instance: {
    main: { identifier: 'main', deletion_protection, lifecycle: { ignore_changes: ['deletion_protection'] } },
  },
});
const state = (more: object) => ({
  terraform: { backend: { s3: { bucket: 'states', key: 'shop', ...more } } },
});

const PASSWORD = '${var.password}';
const TOKEN = '${var.token}';
const written = (data_wo: object, data_wo_revision: number) => ({
  kubernetes_secret_v1: { keys: { metadata: { name: 'keys' }, data_wo, data_wo_revision } },
});
const chosen = (password_wo: string) => ({
  aws_db_instance: { main: { identifier: 'main', password_wo, password_wo_version: 1 } },
});
const inRegion = (providers?: object) => ({
  provider: {
    aws: [
      { region: 'eu-west-1' },
      { region: 'us-east-1', alias: 'us' },
      { region: 'eu-west-1', alias: 'eu' },
    ],
  },
  module: { vpc: { source: './vpc', ...(providers === undefined ? {} : { providers }) } },
});

export const lifecycles: readonly Pair[] = [
  {
    name: 'a key is added to what is written only, under the same number',
    ...between(written({ password: PASSWORD }, 1), written({ password: PASSWORD, token: TOKEN }, 1)),
    outcome: 'approval',
    entries: [
      [
        'availability',
        'update',
        'kubernetes_secret_v1.keys',
        /^does not write what differs in data_wo: Terraform does so only when its revision or version is another$/m,
      ],
    ],
  },
  {
    name: 'a key is added to what is written only, under another number',
    ...between(written({ password: PASSWORD }, 1), written({ password: PASSWORD, token: TOKEN }, 2)),
    outcome: 'changes',
    entries: [['rest', 'update', 'kubernetes_secret_v1.keys', /^$/]],
  },
  {
    name: 'a password that is written only is another one, under the same number',
    ...between(chosen(PASSWORD), chosen(TOKEN)),
    outcome: 'approval',
    entries: [
      ['availability', 'update', 'aws_db_instance.main', /^does not write what differs in password_wo/m],
    ],
  },
  {
    name: 'a module gets the provider of another region',
    ...between(inRegion(), inRegion({ aws: 'aws.us' })),
    outcome: 'approval',
    entries: [
      ['data', 'update', 'module.vpc', /^gets another provider configuration \(aws\): Terraform creates/],
    ],
  },
  {
    name: 'a module gets the same provider by another name',
    ...between(inRegion(), inRegion({ aws: 'aws.eu' })),
    outcome: 'changes',
    entries: [['rest', 'update', 'module.vpc', /^$/]],
  },
  {
    name: 'a bucket becomes one of several by name, and is moved there',
    ...between(buckets({ states: bucket() }), buckets({ states: bucket(NAMED) }, [BUCKET, `${BUCKET}["a"]`])),
    outcome: 'changes',
    entries: [['rest', 'update', BUCKET, /^$/]],
  },
  {
    name: 'a bucket becomes one of several by name, and is moved to a name that is not among them',
    ...between(buckets({ states: bucket() }), buckets({ states: bucket(NAMED) }, [BUCKET, `${BUCKET}["b"]`])),
    outcome: 'approval',
    entries: [['data', 'update', BUCKET, /^has other instances than before/]],
  },
  {
    name: 'two buckets become instances of a third, and are moved there',
    ...between(
      buckets({ a: bucket(), b: bucket() }),
      buckets(
        { states: bucket({ for_each: { a: 'a', b: 'b' } }) },
        ['aws_s3_bucket.a', `${BUCKET}["a"]`],
        ['aws_s3_bucket.b', `${BUCKET}["b"]`],
      ),
    ),
    outcome: 'changes',
    entries: [['rest', 'move', BUCKET, /^$/]],
  },
  {
    name: 'an instance becomes a bucket of its own, and another is left behind',
    ...between(
      buckets({ a: bucket({ for_each: { a: 'a', b: 'b' } }) }),
      buckets({ states: bucket() }, ['aws_s3_bucket.a["a"]', BUCKET]),
    ),
    outcome: 'approval',
    entries: [['data', 'move', BUCKET, /the removed ones are destroyed$/]],
  },
  {
    name: 'a number of pods that an autoscaler decides is written as none',
    ...between(web(3, [REPLICAS]), web(0, [REPLICAS])),
    outcome: 'changes',
    entries: [
      [
        'rest',
        'update',
        WEB,
        /^stays as it is in spec\.replicas: ignore_changes has Terraform overlook what is written$/,
      ],
    ],
  },
  {
    name: 'a number of pods that is overlooked no longer is written as none',
    ...between(web(3, [REPLICAS]), web(0, [])),
    outcome: 'approval',
    entries: [['capacity', 'update', WEB, /^is scaled to none/]],
  },
  {
    name: 'an image is overlooked in one container, and differs in another',
    ...between(
      web(3, ['spec[0].template[0].spec[0].container[0].image'], sidecar('b')),
      web(3, ['spec[0].template[0].spec[0].container[0].image'], sidecar('c')),
    ),
    outcome: 'changes',
    entries: [['rest', 'update', WEB, /^rolls its pods$/]],
  },
  {
    name: 'who may reach a machine is overlooked from now on, and would have become less',
    ...between(group('0.0.0.0/0'), group('10.0.0.0/8', { lifecycle: { ignore_changes: ['ingress'] } })),
    outcome: 'changes',
    entries: [['rest', 'update', 'aws_security_group.web', /^stays as it is in ingress: /]],
  },
  {
    name: 'a database loses its protection only where Terraform overlooks that',
    ...between(database(true), database(false)),
    outcome: 'changes',
    entries: [['rest', 'update', 'aws_db_instance.main', /^stays as it is in deletion_protection: /]],
  },
  {
    name: 'a state is locked by a file in place of a table',
    ...between(state({ dynamodb_table: 'locks' }), state({ use_lockfile: true })),
    outcome: 'changes',
    entries: [['rest', 'update', 'terraform.backend', /^$/]],
  },
  {
    name: 'a state is no longer locked',
    ...between(state({ dynamodb_table: 'locks' }), state({ use_lockfile: false })),
    outcome: 'approval',
    entries: [
      [
        'data',
        'update',
        'terraform.backend',
        /^no longer encrypts or locks its state \(s3\.dynamodb_table\)$/,
      ],
    ],
  },
];
