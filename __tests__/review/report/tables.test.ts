import type { EnvironmentRecord, HostRecord, JobRecord, ServiceRecord, SlotRecord } from 'slipway';
import {
  check,
  type LayoutEngine,
  maskBetween,
  renderReport,
  type ReportInput,
  reviewSynths,
} from '../../../review';
import type { Synth } from '../../../core/synth';
import { layoutEngine } from '../support/layout-engine';
import { FINDING } from '../support/policy-finding';
import { workload } from '../support/resources';
import { environment, synthOf } from '../support/synth-of';

let engine: LayoutEngine;
beforeAll(async () => {
  engine = await layoutEngine();
});

function reportOf(synth: Synth, more: Partial<ReportInput> = {}): string {
  const mask = maskBetween(synth, synth);
  return renderReport({ synth, mask, findings: check(synth, { mask }), ...more }, engine);
}

function textOf(markup: string): string {
  return markup
    .replace(/<[^>]*>/g, '')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
}

/** The rows of each table with a caption, as people read them. @param from where on the page to begin */
function rowsOf(page: string, caption: string, from = ''): readonly (readonly string[])[] {
  const part = page.slice(Math.max(0, page.indexOf(from)));
  const start = part.search(new RegExp(`aria-label="${caption}"`));
  if (start === -1) return [];
  const body = part.slice(start, part.indexOf('</table>', start)).split('<tbody>')[1] ?? '';
  return [...body.matchAll(/<tr[^>]*>([\s\S]*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = '']) => textOf(cell)),
  );
}

const GIBIBYTE = 2 ** 30;
const digest = (digit: string) => `sha256:${digit.repeat(64)}`;
const service = (fields: Partial<ServiceRecord> = {}): ServiceRecord => ({
  ...{ digest: digest('a'), sample: false, replicas: 2, address: 'https://shop.example.com' },
  ...fields,
});
const host = (fields: Partial<HostRecord> = {}): HostRecord => ({
  ...{ cores: 16, memoryBytes: 64 * GIBIBYTE },
  allocatable: { cpu: 16, memoryBytes: 64 * GIBIBYTE },
  promised: { cpu: 4, memoryBytes: 48 * GIBIBYTE },
  ...fields,
});
const slot = (fields: Partial<SlotRecord>): SlotRecord => ({
  ...{ slot: '0', host: 'a', name: 'small-prod-nodes-0', mac: '52:54:00:00:00:01', address: '10.1.0.16' },
  ...{ address6: null, fqdn: null, image: `sha512:${'b'.repeat(128)}`, instanceId: 'nodes-0' },
  ...{ terraformAddress: 'libvirt_domain.nodes-0', users: ['ops'], jump: null },
  ...fields,
});
const page = (fields: Partial<EnvironmentRecord>, stacks: Parameters<typeof synthOf>[0] = {}) =>
  reportOf(synthOf(stacks, { environments: [environment('prod', null, fields)] }));

test('the workloads of an environment, with what they run and where they answer', () => {
  const job: JobRecord = {
    ...{ digest: digest('c'), sample: false, of: 'web', schedule: '@daily', timeZone: 'UTC' },
  };
  const services = {
    api: service({ replicas: { min: 2, max: 9 }, address: 'api.small-prod:8080', sample: true }),
    web: service(),
    node: service({ replicas: 'every node', digest: null, address: null }),
  };
  const shown = page(
    { services, jobs: { report: job } },
    {
      'prod-services': { kubernetes_deployment_v1: { web: workload(), other: workload({ name: 'other' }) } },
    },
  );
  expect(rowsOf(shown, 'Workloads')).toEqual([
    ['api', 'not released', 'aaaaaaaaaaaa (sample)', '×2–9', 'api.small-prod:8080', ''],
    ['node', 'not released', 'no release', 'on every node', '', ''],
    [expect.stringContaining('other'), 'Deployment', '', '', '', ''],
    ['report', 'not released', 'cccccccccccc', '@daily, UTC, as web', '', ''],
    [expect.stringContaining('web'), 'Deployment', 'aaaaaaaaaaaa', '×2', 'https://shop.example.com', ''],
  ]);
  // Only what people open in a browser is a link.
  expect(shown).toContain('<a href="https://shop.example.com" rel="noreferrer">');
  expect(shown).not.toContain('href="api.small-prod');
});

test('the hosts of an environment, with what is left and taken of each', () => {
  const hosts = {
    a: host({ failureDomain: 'rack1' }),
    b: host({ promised: { cpu: 20, memoryBytes: 0 } }),
    c: host({ allocatable: { cpu: 0, memoryBytes: 0 }, promised: { cpu: 0, memoryBytes: 0 } }),
  };
  const shown = page({
    hosts,
    pools: { nodes: [slot({}), slot({ slot: '1', name: 'small-prod-nodes-1' })], db: [slot({ host: 'b' })] },
  });
  expect(rowsOf(shown, 'Hosts')).toEqual([
    ['a', 'rack1', '12 of 16 CPUs and 16 of 64 GiB left', 'CPU 25% memory 75%', 'nodes/0 nodes/1'],
    ['b', '', '-4 of 16 CPUs and 64 of 64 GiB left', 'CPU 125% memory 0%', 'db/0'],
    ['c', '', '0 of 0 CPUs and 0 of 0 GiB left', 'CPU 0% memory 0%', 'no machines'],
  ]);
  const bars = [...shown.matchAll(/class="taken" width="(\d+)"/g)].map(([, width]) => Number(width));
  // A bar is never longer than its frame.
  expect(bars).toEqual([25, 75, 100, 0, 0, 0]);
});

test('the machines of an environment, by the name that they have in their network', () => {
  const shown = page({
    hosts: { a: host() },
    pools: {
      nodes: [
        slot({ fqdn: 'nodes-0.example.com', address6: 'fd00::10' }),
        slot({ slot: '1', name: 'small-prod-nodes-1', address: '10.1.0.17', host: 'gone' }),
      ],
    },
  });
  expect(rowsOf(shown, 'Machines')).toEqual([
    ['nodes/0', 'nodes-0.example.com', 'a', '10.1.0.16 fd00::10', 'bbbbbbbbbbbb'],
    ['nodes/1', 'small-prod-nodes-1', expect.stringContaining('gone'), '10.1.0.17', 'bbbbbbbbbbbb'],
  ]);
});

test('a link leads to an environment, or to a thing in it', () => {
  const shown = page({ services: { web: service() } });
  expect(shown).toContain('<a href="#env=prod">prod</a>');
  expect(shown).toContain('<a href="#env=prod&amp;thing=workload%3Aweb">web</a>');
});

test('an environment says in a line what it is', () => {
  const facts = (fields: Partial<EnvironmentRecord>) => {
    const [, text = ''] =
      /<h2 id="title-prod">prod<\/h2>\s*<p class="facts">([\s\S]*?)<\/p>/.exec(page(fields)) ?? [];
    return [...text.matchAll(/<span>(.*?)<\/span>/g)].map(([, fact]) => fact);
  };
  expect(facts({ hosts: { a: host() }, pools: { nodes: [slot({}), slot({ slot: '1' })] } })).toEqual([
    'namespace small-prod',
    'protected: what holds data is not destroyed',
    '1 host',
    '2 machines',
    '0 workloads',
  ]);
  expect(facts({ protected: false, after: 'staging', services: { web: service() } })).toEqual([
    'namespace small-prod',
    'after staging',
    '0 hosts',
    '0 machines',
    '1 workload',
  ]);
});

test('the pipeline says which source a service is built from, what each environment runs, and what waits', () => {
  const image = (recorded: string | null) => ({
    ...{ repository: 'r/web', sourceHash: 'f'.repeat(64), recorded, manifest: {} },
  });
  const synth = synthOf(
    {},
    {
      environments: [
        environment('dev', null, { services: { web: service({ digest: digest('b') }), api: service() } }),
        environment('staging', 'dev', { services: { web: service() } }),
        environment('prod', 'staging', { services: { web: service(), api: service({ digest: null }) } }),
      ],
      images: { web: image(null), old: image(digest('e')) },
    },
  );
  const shown = reportOf(synth);
  expect(rowsOf(shown, 'Images by environment')).toEqual([
    ['api', 'built elsewhere', 'aaaaaaaaaaaa', 'not run', 'no release'],
    ['old', 'ffffffffffff built: eeeeeeeeeeee', 'not run', 'not run', 'not run'],
    [
      'web',
      'ffffffffffff to be built',
      'bbbbbbbbbbbb',
      'aaaaaaaaaaaa waits: bbbbbbbbbbbb of dev',
      'aaaaaaaaaaaa',
    ],
  ]);
  // The row can be found by what waits.
  expect(shown.match(/<tr data-flags="waits"/g)).toHaveLength(1);
});

test('the findings come by their weight, and those that are allowed come last', () => {
  const finding = (name: string, severity: 'error' | 'warning' | 'note') => ({
    ...{ rule: `team/${name}`, severity, path: name, message: `is ${name}`, advice: `Fix ${name}.` },
  });
  const synth = synthOf({}, { findings: [finding('slight', 'note'), finding('grave', 'error')] });
  const allowed = { ...FINDING, known: true, allowed: 'it is a test' };
  const shown = reportOf(synth, {
    findings: [allowed, { ...finding('odd', 'warning'), value: '5', known: true }],
  });
  expect(
    rowsOf(shown, 'Of the synth and of policies').map(([where, weight, what, advice]) => [
      where,
      weight,
      what,
      advice,
    ]),
  ).toEqual([
    ['grave', 'error', 'is grave', 'Fix grave.'],
    ['odd', 'warning', 'is odd, but is 5', 'Fix odd.'],
    ['slight', 'note', 'is slight', 'Fix slight.'],
    ['dev-services/x.a', 'allowed', 'must be other', 'it is a test'],
  ]);
  // What is allowed is not counted among what is open.
  expect(textOf(/<header>[\s\S]*<\/header>/.exec(shown)?.[0] ?? '')).toContain('Findings 3');
  expect(reportOf(synthOf({}))).toContain('Nothing was found.');
});

test('what a deploy asks for, in order, with who asks', () => {
  const variable = (fields: object) => ({ description: 'Key of db', ...fields });
  const synth = synthOf({
    'prod-b': { variable: { password: variable({ sensitive: true }), zone: variable({ default: 'a' }) } },
    'prod-a': { variable: { password: variable({}), account: variable({ sensitive: false }) } },
    'dev-a': { variable: { other: variable({}) } },
  });
  expect(rowsOf(reportOf(synth), 'Asked for by a deploy', 'id="env-prod"')).toEqual([
    ['TF_VAR_account', 'Key of db', 'no', 'prod-a'],
    ['TF_VAR_password', 'Key of db', 'yes', 'prod-a, prod-b'],
  ]);
});

describe('what changed since a base', () => {
  const stack = (replicas: string) => ({
    'prod-services': { kubernetes_deployment_v1: { web: workload({ spec: { replicas } }) } },
  });
  const changesIn = (before: Synth, after: Synth) => {
    const shown = reportOf(after, { base: { name: 'main', review: reviewSynths(before, after) } });
    return shown.slice(
      shown.indexOf('id="changes"'),
      shown.indexOf('</section>', shown.indexOf('id="changes"')),
    );
  };

  test('says each risk, and what nobody can see in Terraform', () => {
    const services = (replicas: number) => ({
      environments: [environment('prod', null, { services: { mail: service({ digest: null, replicas }) } })],
    });
    const changes = changesIn(synthOf(stack('2'), services(1)), synthOf(stack('5'), services(2)));
    const text = textOf(changes);
    expect(text).toContain('mail in prod runs ×2 and not ×1, once it is released there');
    expect(text).toContain('spec.replicas: 2 → 5');
    expect(text).not.toContain('needs approval');
  });

  test('says nothing where nothing changed', () => {
    const same = changesIn(synthOf(stack('2')), synthOf(stack('2')));
    expect(same).not.toContain('<ul class="changes">');
    expect(textOf(same)).not.toMatch(/false|undefined/);
  });
});
