import type { Pair } from './pair';
import { between, provider, providers } from './providers';
import { ofInstances } from './terraform-instances';
import { lifecycles } from './terraform-lifecycle';

// What Terraform itself is told: where it looks, whose code it runs, what it shows.

const required = (source: string) => ({
  terraform: { required_providers: { aws: { source, version: '5.0.0' } } },
});
const state = (more: object) => ({
  terraform: { backend: { s3: { bucket: 'states', key: 'shop', ...more } } },
});
const runs = (command: string) => ({
  terraform_data: { a: { provisioner: [{ 'local-exec': { command } }] } },
});
const vpc = (more: object) => ({ module: { vpc: { source: 'terraform-aws-modules/vpc/aws', ...more } } });
const chart = (repository: string) => ({ helm_release: { a: { name: 'a', chart: 'web', repository } } });
const output = (more: object) => ({ output: { token: { value: '${aws_x.y.token}', ...more } } });
const external = (program: string) => ({ data: { external: { a: { program: ['sh', '-c', program] } } } });

const BUCKET = { aws_s3_bucket: { states: { bucket: '${local.name}' } } };
const named = (name: string) => ({ locals: { team: name, name: 'states-${local.team}' }, ...BUCKET });
const encoded = (Action: string) => ({
  locals: { policy: { Statement: [{ Effect: 'Allow', Action, Resource: '*' }] } },
  aws_iam_policy: { own: { name: 'own', policy: '${jsonencode(local.policy)}' } },
});
const scaled = (replicas: number) => ({
  locals: { sizes: { web: replicas } },
  kubernetes_deployment_v1: { web: { spec: { replicas: '${local.sizes.web}' } } },
});

const aliased = (alias: string, region: string) => ({
  provider: { aws: [{ region, alias }] },
  aws_s3_bucket: { states: { bucket: 'states', provider: `aws.${alias}` } },
});
const keyed = (key: string, more: object = {}) => ({
  aws_s3_bucket: { states: { bucket: '${each.key}', for_each: { [key]: key } } },
  ...more,
});
const pet = (length: number) => ({
  random_pet: { name: { length } },
  aws_s3_bucket: { states: { bucket: 'states-${random_pet.name.id}' } },
});

const defaulting = (value: string, more: object = {}) => ({
  variable: { name: { default: value } },
  aws_s3_bucket: { states: { bucket: 'states-${var.name}', ...more } },
});
const found = (owner: string) => ({
  data: { aws_ami: { base: { owners: [owner] } } },
  aws_instance: { web: { ami: '${data.aws_ami.base.id}' } },
});

export const terraform: readonly Pair[] = [
  {
    name: 'a variable by which a bucket is named has another default',
    ...between(defaulting('a'), defaulting('b')),
    outcome: 'approval',
    entries: [
      [
        'data',
        'update',
        'variable.name',
        /^may replace aws_s3_bucket\.states, with the data in it: only a plan tells$/m,
      ],
    ],
  },
  {
    name: 'a variable has another default, and the bucket that it names overlooks that',
    ...between(
      defaulting('a', { lifecycle: { ignore_changes: ['bucket'] } }),
      defaulting('b', { lifecycle: { ignore_changes: ['bucket'] } }),
    ),
    outcome: 'changes',
    entries: [
      [
        'unknown',
        'update',
        'variable.name',
        /^is used by aws_s3_bucket\.states: only a plan tells what changes there$/,
      ],
    ],
  },
  {
    name: 'an image is looked for among those of somebody else',
    ...between(found('self'), found('amazon')),
    outcome: 'changes',
    entries: [['unknown', 'update', 'data.aws_ami.base', /^is used by aws_instance\.web: /]],
  },
  {
    name: 'a provider is called otherwise, and is the same',
    ...between(aliased('one', 'eu-west-1'), aliased('two', 'eu-west-1')),
    outcome: 'changes',
    entries: [
      ['rest', 'update', 'aws_s3_bucket.states'],
      ['rest', 'create', 'provider.aws.two'],
      ['rest', 'delete', 'provider.aws.one'],
    ],
  },
  {
    name: 'a provider is called otherwise, and looks into another region',
    ...between(aliased('one', 'eu-west-1'), aliased('two', 'us-east-1')),
    outcome: 'approval',
    entries: [
      ['data', 'update', 'aws_s3_bucket.states', /another provider configuration/],
      ['rest', 'create', 'provider.aws.two'],
      ['rest', 'delete', 'provider.aws.one'],
    ],
  },
  {
    name: 'an instance gets another key, and is moved',
    ...between(
      keyed('a'),
      keyed('b', { moved: [{ from: 'aws_s3_bucket.states["a"]', to: 'aws_s3_bucket.states["b"]' }] }),
    ),
    outcome: 'changes',
    entries: [['rest', 'update', 'aws_s3_bucket.states']],
  },
  {
    name: 'an instance gets another key, and nothing moves it',
    ...between(keyed('a'), keyed('b')),
    outcome: 'approval',
    entries: [['data', 'update', 'aws_s3_bucket.states', /^has no instance a any more/]],
  },
  {
    name: 'a name that is made by chance is made again, and a bucket with it',
    ...between(pet(2), pet(3)),
    outcome: 'approval',
    entries: [
      ['data', 'replace', 'aws_s3_bucket.states', /bucket refers to random_pet\.name, which is replaced/],
      ['rest', 'replace', 'random_pet.name', /length forces it/],
    ],
  },
  {
    name: 'a local value by which a bucket is named, through another',
    ...between(named('a'), named('b')),
    outcome: 'approval',
    entries: [
      ['data', 'replace', 'aws_s3_bucket.states', /bucket forces it/],
      ['rest', 'update', 'locals'],
    ],
  },
  {
    name: 'a local value by which a deployment is scaled to none',
    ...between(scaled(3), scaled(0)),
    outcome: 'approval',
    entries: [
      ['capacity', 'update', 'kubernetes_deployment_v1.web', /scaled to none/],
      ['rest', 'update', 'locals'],
    ],
  },
  {
    name: 'a local value that is encoded as a policy lets everything happen',
    ...between(encoded('s3:GetObject'), encoded('*')),
    outcome: 'approval',
    entries: [
      ['privileges', 'update', 'aws_iam_policy.own', /^grants more: every action on everything$/m],
      ['rest', 'update', 'locals'],
    ],
  },
  {
    name: 'a local value that nothing uses',
    ...between({ locals: { a: 1, b: 1 }, ...BUCKET }, { locals: { a: 2, b: 1 }, ...BUCKET }),
    outcome: 'changes',
    entries: [['rest', 'update', 'locals']],
  },
  {
    name: 'a provider looks into another region',
    ...provider('aws', { region: 'eu-west-1' }, { region: 'us-east-1' }),
    outcome: 'approval',
    entries: [['data', 'update', 'provider.aws', /^looks into another account or region \(region\): /]],
  },
  {
    name: 'a provider takes the role of another account',
    ...provider(
      'aws',
      { assume_role: [{ role_arn: 'arn:aws:iam::1:role/deploy' }] },
      { assume_role: [{ role_arn: 'arn:aws:iam::2:role/deploy' }] },
    ),
    outcome: 'approval',
    entries: [['data', 'update', 'provider.aws', /another account or region \(assume_role\.role_arn\)/]],
  },
  ...providers,
  ...lifecycles,
  ...ofInstances,
  {
    name: 'a provider tags what it makes in another way',
    ...provider(
      'aws',
      { region: 'a', default_tags: [{ tags: { team: 'a' } }] },
      { region: 'a', default_tags: [{ tags: { team: 'b' } }] },
    ),
    outcome: 'changes',
    entries: [['rest', 'update', 'provider.aws']],
  },
  {
    name: 'a provider no longer verifies its cluster',
    ...provider('kubernetes', { host: 'https://a' }, { host: 'https://a', insecure: true }),
    outcome: 'approval',
    entries: [
      ['exposure', 'update', 'provider.kubernetes', /^no longer verifies whom it connects to \(insecure\)$/],
    ],
  },
  {
    name: 'a state stays where it is, and is no longer encrypted',
    ...between(state({ encrypt: true }), state({ encrypt: false })),
    outcome: 'approval',
    entries: [
      ['data', 'update', 'terraform.backend', /^no longer encrypts or locks its state \(s3\.encrypt\)$/],
    ],
  },
  {
    name: 'a state stays where it is, and is locked from now on',
    ...between(state({}), state({ use_lockfile: true })),
    outcome: 'changes',
    entries: [['rest', 'update', 'terraform.backend']],
  },
  {
    name: 'a provider comes from somebody else',
    ...between(required('hashicorp/aws'), required('example/aws')),
    outcome: 'approval',
    entries: [
      [
        'privileges',
        'update',
        'terraform.required_providers',
        /^takes the provider aws from example\/aws in place of hashicorp\/aws$/,
      ],
    ],
  },
  {
    name: 'a provider is named in full',
    ...between(required('aws'), required('registry.terraform.io/hashicorp/aws')),
    outcome: 'changes',
    entries: [['rest', 'update', 'terraform.required_providers']],
  },
  {
    name: 'a module comes from somebody else',
    ...between(vpc({}), vpc({ source: 'git::https://git.example.com/vpc.git' })),
    outcome: 'approval',
    entries: [['privileges', 'update', 'module.vpc', /^takes the module from git::/]],
  },
  {
    name: 'a module comes from the same place in another version',
    ...between(
      vpc({ source: 'git::https://git.example.com/vpc.git?ref=v1' }),
      vpc({ source: 'git::https://git.example.com/vpc.git?ref=v2' }),
    ),
    outcome: 'changes',
    entries: [['unknown', 'update', 'module.vpc', /^Slipway does not know what this replaces/]],
  },
  {
    name: 'a chart comes from somebody else',
    ...between(chart('https://a.example.com'), chart('https://b.example.com')),
    outcome: 'approval',
    entries: [
      [
        'privileges',
        'update',
        'helm_release.a',
        /^takes the chart from https:\/\/b\.example\.com web in place of/,
      ],
    ],
  },
  {
    name: 'of a module, nothing is left',
    ...between(vpc({}), vpc({ count: 0 })),
    outcome: 'approval',
    entries: [['data', 'update', 'module.vpc', /^has no instance any more/]],
  },
  {
    name: 'another command runs at apply',
    ...between(runs('echo a'), runs('echo b')),
    outcome: 'approval',
    entries: [['privileges', 'update', 'terraform_data.a', /^runs another command at apply \(local-exec\)$/]],
  },
  {
    name: 'a command runs at apply from now on',
    ...between({}, runs('echo a')),
    outcome: 'approval',
    entries: [['privileges', 'create', 'terraform_data.a', /^runs a command at apply \(local-exec\)$/]],
  },
  {
    name: 'a program that is read runs another command',
    ...between(external('echo a'), external('echo b')),
    outcome: 'approval',
    entries: [
      ['privileges', 'update', 'data.external.a', /^runs another command at apply \(data\.external\)$/],
    ],
  },
  {
    name: 'an output is no longer sensitive',
    ...between(output({ sensitive: true }), output({})),
    outcome: 'approval',
    entries: [['exposure', 'update', 'output.token', /^is no longer sensitive: Terraform shows its value$/]],
  },
  {
    name: 'an output is sensitive from now on',
    ...between(output({}), output({ sensitive: true })),
    outcome: 'changes',
    entries: [['rest', 'update', 'output.token']],
  },
  {
    name: 'a check goes, which made nothing',
    ...between({ check: { a: { assert: [{ condition: '${true}', error_message: 'x' }] } } }, {}),
    outcome: 'changes',
    entries: [['rest', 'delete', 'check']],
  },
];
