import { prebuilt, noProbe, service } from 'slipway';
import { checkComposition, checkShape, resolveComposition } from '../../../model';
import { type Changes, front, released, smallProject, store } from '../../support/small-project';

const GROUP = { shop: [front, store] };
const moved = (changes: Changes = {}) =>
  smallProject({ ...changes, project: { ...changes.project, groups: GROUP } });
const findingsOf = (input: ReturnType<typeof smallProject>) => {
  const shape = checkShape(input);
  return shape.length > 0 ? shape : checkComposition(resolveComposition(input));
};

test('a group whose services were selected together passes the synth', () => {
  expect(findingsOf(moved())).toEqual([]);
});

test('an environment that selects what was never verified together before it fails the synth', () => {
  const [dev, ...others] = [released('dev', 'front'), released('prod', 'front'), released('prod', 'store')];
  // The store of dev was verified before its front, and something else is selected there since.
  const old = released('dev', 'store');
  const next = { ...old.records[0], digest: `sha256:${'9'.repeat(64)}`, sourceHash: '9'.repeat(64) };
  const at = dev.history[0]?.at;
  const store = {
    ...old,
    selected: next.digest,
    records: [...old.records, { ...next, recordedAt: at }],
    history: [
      ...old.history.map((event) => ({ ...event, at })),
      { at, event: 'selected', digest: next.digest, by: 'Ada' },
    ],
  };
  const findings = findingsOf(moved({ releases: [dev, store, ...others] as never }));
  expect(findings.map(({ rule }) => rule)).toEqual(['promotion/together']);
  expect(findings[0]?.advice).toContain('Promote the group: `npx slipway promote prod front store`.');
});

const outside = service({
  name: 'outside',
  image: prebuilt({ name: 'docker.io/library/redis', digest: `sha256:${'1'.repeat(64)}` } as never),
  ready: noProbe('a test'),
});

test.each<[string, object, string]>([
  ['a group of one', { shop: [front] }, 'groups/services groups.shop: 1'],
  ['a group of one that is listed twice', { shop: [front, front] }, 'groups/services groups.shop: 2'],
  ['the name of a service', { front: [front, store] }, 'groups/name groups.front: front'],
  ['a name with capitals', { Shop: [front, store] }, 'names/label groups.Shop: "Shop"'],
  [
    'a service in two groups',
    { shop: [front, store], desk: [store, front] },
    'groups/services groups.desk: store, which is in shop',
  ],
  ['a service twice in a group', { shop: [front, store, front] }, 'groups/services groups.shop: front twice'],
  ['what is not promoted', { shop: [front, outside] }, 'groups/services groups.shop: outside'],
  ['what is not a service', { shop: ['front', 'store'] }, 'shape/kind project.groups.shop[0]: "front"'],
])('%s is refused', (_, groups, expected) => {
  const findings = findingsOf(smallProject({ project: { groups: groups as never } }));
  expect(findings.map(({ rule, path, value }) => `${rule} ${path}: ${value ?? ''}`)).toContain(expected);
});
