import { reviewSynths } from '../../review';
import { claim, kubernetesService, MEBIBYTE } from './support/resources';
import { type StackJson, synthOf } from './support/synth-of';

// Why a resource is replaced, in each way in which that follows.

/** Address → why it is replaced, for what is. */
function replaced(before: StackJson, after: StackJson): Readonly<Record<string, string>> {
  const { entries } = reviewSynths(synthOf({ 'dev-a': before }), synthOf({ 'dev-a': after }));
  return Object.fromEntries(
    entries.flatMap(({ resources, risks }) => {
      const [why] = risks.flatMap(({ reason }) => / replaced: (.*)$/.exec(reason)?.[1] ?? []);
      return why === undefined ? [] : resources.map(({ address }) => [address, why] as const);
    }),
  );
}

const volume = (fields: object): StackJson => ({
  libvirt_volume: { a: { name: 'a', pool: 'default', ...fields } },
});
const domain = (fields: object): StackJson => ({ libvirt_domain: { a: { name: 'a', vcpu: 2, ...fields } } });
const stored = (storage: string): StackJson => ({
  kubernetes_persistent_volume_claim_v1: { a: claim({ resources: { requests: { storage } } }, {}) },
});
const service = (spec: object | undefined): StackJson => ({
  kubernetes_service_v1: {
    a: { ...kubernetesService(), ...(spec === undefined ? { spec: null } : { spec }) },
  },
});
const ignoring = (...names: readonly string[]) => ({ lifecycle: { ignore_changes: names } });
const LIBVIRT = 'forces it (libvirt 0.8.3)';
const KUBERNETES = 'forces it (kubernetes 2.38.0)';

test.each<[string, StackJson, StackJson, string | undefined]>([
  ['an argument that forces it', volume({ size: 1 }), volume({ size: 2 }), `size ${LIBVIRT}`],
  ['one that does not', volume({ note: 1 }), volume({ note: 2 }), undefined],
  [
    'several, in order',
    volume({ size: 1, source: 'a' }),
    volume({ size: 2, source: 'b' }),
    `size, source ${LIBVIRT}`,
  ],
  [
    'one that is ignored',
    volume({ size: 1, ...ignoring('size') }),
    volume({ size: 2, ...ignoring('size') }),
    undefined,
  ],
  [
    'another one that is ignored',
    volume({ size: 1, ...ignoring('pool') }),
    volume({ size: 2, ...ignoring('pool') }),
    `size ${LIBVIRT}`,
  ],
  [
    'one that begins like the one that is ignored',
    volume({ size: 1, ...ignoring('si') }),
    volume({ size: 2, ...ignoring('si') }),
    `size ${LIBVIRT}`,
  ],
  [
    'one where all are ignored',
    volume({ size: 1, ...ignoring('all') }),
    volume({ size: 2, ...ignoring('all') }),
    undefined,
  ],
  [
    'a block more of which the number counts',
    domain({ disk: [{ v: 1 }] }),
    domain({ disk: [{ v: 1 }, { v: 2 }] }),
    `disk ${LIBVIRT}`,
  ],
  ['a block less', domain({ disk: [{ v: 1 }, { v: 2 }] }), domain({ disk: [{ v: 1 }] }), `disk ${LIBVIRT}`],
  [
    'a block more that is ignored',
    domain({ disk: [{ v: 1 }], ...ignoring('disk') }),
    domain({ disk: [{ v: 1 }, { v: 2 }], ...ignoring('disk') }),
    undefined,
  ],
  ['another block of the same number', domain({ disk: [{ v: 1 }] }), domain({ disk: [{ v: 2 }] }), undefined],
  ['less storage', stored('10Gi'), stored('5Gi'), `spec.resources.requests.storage ${KUBERNETES}`],
  ['more storage', stored('10Gi'), stored('20Gi'), undefined],
  ['storage that nobody can compare', stored('10Gi'), stored('${var.size}'), undefined],
  [
    'a block that brings an argument',
    service(undefined),
    service({ cluster_ip: '10.0.0.1' }),
    `spec.cluster_ip ${KUBERNETES}`,
  ],
  ['a block that brings none of them', service(undefined), service({ type: 'ClusterIP' }), undefined],
  [
    'a block that takes an argument along',
    service({ cluster_ip: '10.0.0.1' }),
    service(undefined),
    `spec.cluster_ip ${KUBERNETES}`,
  ],
])('%s', (_, before, after, why) => {
  expect(Object.values(replaced(before, after))).toEqual(why === undefined ? [] : [why]);
});

describe('what follows from another resource', () => {
  const based = (size: number, of: StackJson = {}): StackJson => ({
    libvirt_volume: {
      base: { name: 'base', pool: 'default', size: size * MEBIBYTE },
      root: { name: 'root', pool: 'default', base_volume_id: '${libvirt_volume.base.id}' },
      note: { name: 'note', pool: 'default', comment: '${libvirt_volume.base.id}' },
    },
    ...of,
  });

  test('is replaced where an argument that forces it refers to what is', () => {
    expect(replaced(based(1), based(2))).toEqual({
      'libvirt_volume.base': `size ${LIBVIRT}`,
      'libvirt_volume.root': 'base_volume_id refers to libvirt_volume.base, which is replaced',
    });
  });

  test('is not where it is new itself, or where nothing is replaced', () => {
    const { root: _, ...without } = based(1)['libvirt_volume'] as Record<string, object>;
    expect(Object.keys(replaced({ libvirt_volume: without }, based(2)))).toEqual(['libvirt_volume.base']);
    expect(replaced(based(1), based(1))).toEqual({});
  });

  test('is replaced with what follows from it in turn', () => {
    const triggered = (size: number) =>
      based(size, {
        libvirt_domain: { a: { name: 'a', lifecycle: { replace_triggered_by: ['libvirt_volume.root'] } } },
      });
    expect(replaced(triggered(1), triggered(2))).toMatchObject({
      'libvirt_domain.a': 'replace_triggered_by follows libvirt_volume.root',
    });
  });

  const triggeredBy = (reference: string, input: object, output?: object): StackJson => ({
    terraform_data: { t: { input, ...output } },
    libvirt_domain: { a: { name: 'a', lifecycle: { replace_triggered_by: [reference] } } },
  });

  test.each<[string, object, object, boolean]>([
    ['terraform_data.t', { x: 1 }, { x: 2 }, true],
    ['terraform_data.t', { x: 1 }, { x: 1 }, false],
    ['terraform_data.t.input', { x: 1 }, { x: 2 }, true],
    ['terraform_data.t.output', { x: 1 }, { x: 2 }, true],
    ['terraform_data.t.output.x', { x: 1, y: 1 }, { x: 2, y: 1 }, true],
    ['terraform_data.t.output.x', { x: 1, y: 1 }, { x: 1, y: 2 }, false],
    ['terraform_data.t.output.x', { x: 1, xy: 1 }, { x: 1, xy: 2 }, false],
    ['terraform_data.other', { x: 1 }, { x: 2 }, false],
  ])('replace_triggered_by %s: from %j to %j', (reference, before, after, follows) => {
    const found = replaced(triggeredBy(reference, before), triggeredBy(reference, after));
    expect(found['libvirt_domain.a']).toBe(
      follows ? 'replace_triggered_by follows terraform_data.t, whose x differs' : undefined,
    );
  });

  test('is not replaced by what only comes', () => {
    const { libvirt_domain } = triggeredBy('terraform_data.t', {});
    expect(replaced({ libvirt_domain }, triggeredBy('terraform_data.t', {}))).toEqual({});
  });
});
