import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { bridged, machineImage } from 'slipway';
import { parseStack, type Synth } from '../../core/synth';
import { renderJson, renderMarkdown, renderTerminal, type Review, reviewSynths } from '../../review';
import { type Changes, context, devProps, prodProps, smallProject } from '../support/small-project';
import { synthProject } from '../support/synth-project';
import { machineFrom, workload } from './support/resources';
import { environment, synthOf } from './support/synth-of';

const schema = JSON.parse(readFileSync(join(__dirname, '../../schemas/diff.schema.json'), 'utf8')) as object;
const isValid = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);

const OLD = 'a'.repeat(64);
const NEW = 'b'.repeat(64);

/** The small project, whose two services are built from one folder. */
function synthWith(dockerfile: string, changes: Changes = {}): Synth {
  writeFileSync(join(context, 'Dockerfile'), dockerfile);
  const { record, stacks } = synthProject(smallProject(changes));
  return {
    record,
    stacks: new Map(
      Object.entries(stacks).map(([name, json]) => {
        const owner = record.stacks[name];
        if (owner === undefined) throw new Error(`The record has no stack ${name}.`);
        return [name, parseStack(name, json, owner)];
      }),
    ),
  };
}

/** Every text surface says it, and the JSON is valid. */
function expectOnAll(review: Review, text: string): void {
  expect(renderTerminal(review).replace(/ +/g, ' ')).toContain(text);
  expect(
    renderMarkdown(review)
      .replace(/\*\*|\\/g, '')
      .replace(/ +/g, ' '),
  ).toContain(text);
  expect({ valid: isValid(JSON.parse(renderJson(review))), errors: isValid.errors }).toEqual({
    valid: true,
    errors: null,
  });
}

describe('a base image that moves', () => {
  const review = reviewSynths(
    synthWith(`FROM docker.io/library/debian:12@sha256:${OLD}\nCOPY . /\n`),
    synthWith(`FROM docker.io/library/debian:12@sha256:${NEW}\nCOPY . /\n`),
  );

  test('is one line, whatever is built from it', () => {
    expect(review.movedImages).toEqual([
      {
        kind: 'base',
        before: `docker.io/library/debian:12@sha256:${OLD}`,
        after: `docker.io/library/debian:12@sha256:${NEW}`,
        of: [{ name: 'front' }, { name: 'store' }],
      },
    ]);
    expectOnAll(
      review,
      `base image docker.io/library/debian:12: sha256:${OLD.slice(0, 12)} → sha256:${NEW.slice(0, 12)}, in front, store`,
    );
    expectOnAll(review, 'front, store source: changed Dockerfile');
  });

  test('is one change of the images, their pushes and their outputs', () => {
    expect(review.entries.map(({ type, resources }) => [type, resources.length])).toEqual([
      ['docker_image', 2],
    ]);
    expect(review.entries[0]?.follows?.map(({ type, resources }) => [type, resources.length])).toEqual([
      ['docker_registry_image', 2],
      ['output', 2],
    ]);
    expectOnAll(review, 'with ± docker_registry_image.front and 1 more');
  });
});

test('a base that comes from elsewhere is named with what it was; of several, nothing is guessed', () => {
  const moves = (before: string, after: string) =>
    reviewSynths(synthWith(before), synthWith(after)).movedImages?.map(({ before, after }) => [
      before,
      after,
    ]);
  expect(moves('FROM debian:12\n', 'FROM debian:13\n')).toEqual([['debian:12', 'debian:13']]);
  expect(moves('FROM debian:12\n', 'FROM alpine:3\n')).toBeUndefined();
  expect(
    moves('FROM debian:12\n', 'FROM debian:13 AS a\nFROM debian:14\nCOPY --from=a / /\n'),
  ).toBeUndefined();
});

test('a machine image that moves is one line, for the machines of all environments', () => {
  const imageOf = (digits: string) =>
    machineImage({
      name: 'tiny',
      source: `/images/${digits[0]}.qcow2`,
      digest: `sha256:${digits}`,
      architecture: 'amd64',
    });
  const using = (digits: string): Changes => {
    const dev = devProps();
    const prod = prodProps(dev as never);
    const pools = (all: typeof dev.pools) => ({ nodes: { ...all?.['nodes'], image: imageOf(digits) } });
    return { dev: { pools: pools(dev.pools) }, prod: { pools: pools(prod.pools) } };
  };
  const review = reviewSynths(
    synthWith('FROM scratch\n', using(OLD)),
    synthWith('FROM scratch\n', using(NEW)),
  );
  expect(review.movedImages).toEqual([
    {
      kind: 'machine',
      before: `sha256:${OLD}`,
      after: `sha256:${NEW}`,
      of: [
        { environment: 'dev', name: 'nodes', machines: 2 },
        { environment: 'prod', name: 'nodes', machines: 2 },
      ],
    },
  ]);
  expectOnAll(
    review,
    `machine image sha256:${OLD.slice(0, 12)} → sha256:${NEW.slice(0, 12)}, for 2 machines of nodes in dev, 2 machines of nodes in prod`,
  );
  // One entry: the machines, with all that goes and comes with them.
  const said = ({ action, type, resources }: Review['entries'][number]) =>
    `${action} ${type} ${resources.length}`;
  expect(review.entries.map(said)).toEqual(['replace libvirt_domain 2']);
  expect(review.entries.flatMap(({ follows = [] }) => follows.map(said)).sort()).toEqual([
    'create libvirt_volume 1',
    'delete libvirt_volume 1',
    'replace libvirt_cloudinit_disk 2',
    'replace libvirt_volume 2',
    'replace terraform_data 2',
  ]);
  expectOnAll(review, `with - libvirt_volume.nodes-base-${OLD.slice(0, 12)}: is destroyed`);
  // In prod, which is protected, it needs approval.
  const [domain] = review.entries.filter(({ type }) => type === 'libvirt_domain');
  expect(domain?.risks.map(({ reason, environments }) => [reason, environments])).toEqual([
    ['is replaced: replace_triggered_by follows terraform_data.‹name›, whose image differs', ['dev']],
    ['is replaced: replace_triggered_by follows terraform_data.‹name›, whose image differs', ['prod']],
  ]);
});

test('what a machine image puts at risk is told by itself, and so is what no image changes', () => {
  const { libvirt_volume: volumes, ...others } = machineFrom('b');
  const { 'nodes-0-data': data, ...rest } = volumes;
  const told = (added: object) =>
    reviewSynths(
      synthOf({ 'dev-machines-a': machineFrom('a') }),
      synthOf({ 'dev-machines-a': { ...others, libvirt_volume: { ...rest, ...added } } }),
    ).entries.map(({ level, resources }) => `${level} ${resources[0]?.address ?? ''}`);
  const moved = 'replacement libvirt_domain.nodes-0';
  expect(told({ 'nodes-0-data': data })).toEqual([moved]);
  expect(told({ 'nodes-0-data': { ...data, name: 'another' } })).toEqual([
    'protection libvirt_volume.nodes-0-data',
    moved,
  ]);
  expect(told({ 'nodes-0-data': data, 'nodes-0-more': { ...data, name: 'more' } })).toEqual([
    moved,
    'rest libvirt_volume.nodes-0-more',
  ]);
});

describe('a value that all environments change', () => {
  const level = (values: Readonly<Record<string, string>>, names = ['api', 'web']) =>
    synthOf(
      Object.fromEntries(
        Object.entries(values).map(([environment, value]) => [
          `${environment}-services`,
          {
            kubernetes_deployment_v1: Object.fromEntries(
              names.map((name) => [
                name,
                workload({ name, container: { name, env: [{ name: 'LOG_LEVEL', value }] } }),
              ]),
            ),
          },
        ]),
      ),
      { environments: [environment('dev', null), environment('prod', 'dev')] },
    );

  test('is one entry, also where each environment had another one', () => {
    const { entries } = reviewSynths(
      level({ dev: 'debug', prod: 'info' }),
      level({ dev: 'warn', prod: 'warn' }),
    );
    expect(entries.map(({ resources }) => resources.map(({ address }) => address))).toEqual([
      ['kubernetes_deployment_v1.api', 'kubernetes_deployment_v1.web'],
    ]);
    expect(entries[0]?.rows).toEqual([
      {
        path: 'spec.template.spec.container[‹name›].env[LOG_LEVEL].value',
        variants: [
          { environments: ['dev'], before: 'debug', after: 'warn' },
          { environments: ['prod'], before: 'info', after: 'warn' },
        ],
      },
    ]);
  });

  test('stays two entries where the resources change otherwise in one environment', () => {
    const after = level({ dev: 'warn', prod: 'warn' });
    const one = level({ dev: 'warn', prod: 'error' }, ['api']);
    const web = level({ dev: 'warn', prod: 'warn' }, ['web']);
    const mixed: Synth = {
      ...after,
      stacks: new Map(
        [...one.stacks].map(([name, stack]) => [
          name,
          { ...stack, blocks: new Map([...stack.blocks, ...(web.stacks.get(name)?.blocks ?? [])]) },
        ]),
      ),
    };
    const { entries } = reviewSynths(level({ dev: 'debug', prod: 'info' }), mixed);
    expect(entries).toHaveLength(2);
  });
});

test('the machines of a pool that change alike are told once, without their names, addresses and hashes', () => {
  const using = (prefix: number): Changes => {
    const lan = bridged({
      bridge: 'br0',
      cidr: `10.2.0.0/${prefix}`,
      gateway: '10.2.0.1',
      dns: ['10.2.0.1'],
    });
    return { prod: { networks: { lan } } };
  };
  const review = reviewSynths(synthWith('FROM scratch\n', using(24)), synthWith('FROM scratch\n', using(23)));
  expect(review.entries.map(({ type, resources }) => `${type} ${resources.length}`)).toEqual([
    'libvirt_domain 2',
    'libvirt_volume 2',
    'libvirt_cloudinit_disk 2',
  ]);
  const text = renderTerminal(review);
  expect(text).toContain('- ethernets.primary.addresses[]: ‹address›/24\n');
  expect(text).toContain('follows terraform_data.‹machine›, whose network_config differs');
  expect(text).not.toContain('‹hash›');
});

test('another address of a machine is shown, not hidden', () => {
  const at = (addresses: string): Changes => {
    const { pools = {} } = prodProps(devProps() as never);
    return { prod: { pools: { nodes: { ...pools['nodes'], addresses } } } };
  };
  const review = reviewSynths(
    synthWith('FROM scratch\n', at('10.2.0.16/28')),
    synthWith('FROM scratch\n', at('10.2.0.32/28')),
  );
  expect(renderTerminal(review)).toContain('- ethernets.primary.addresses[]: 10.2.0.16/24');
});
