import { machineImage, type Placement } from 'slipway';
import { renderFindings } from '../../../core/findings';
import { resolveComposition, checkComposition } from '../../../model';
import { withPins } from '../../../placement';
import { type Changes, prodProps, smallProject } from '../../support/small-project';

const nodes = prodProps(smallProject().environments[0] as never).pools?.['nodes'];
const older = machineImage({
  name: 'older',
  source: '/images/older.qcow2',
  digest: `sha256:${'b'.repeat(64)}`,
  architecture: 'amd64',
});
const placed: Placement = { environment: 'prod', slots: { 'nodes/0': 'a', 'nodes/1': 'b' }, removed: {} };

const findingsOf = (changes: Changes) => checkComposition(resolveComposition(smallProject(changes)));

test('an unfinished roll is reported, with the command that continues it', () => {
  const placements = [withPins(withPins(placed, ['nodes/0'], older), ['nodes/1'], nodes?.image ?? older)];
  expect(renderFindings(findingsOf({ placements }))).toBe(
    '  environments.prod.pools.nodes.image is not yet what every slot runs: 1 of 2 slots run another image\n' +
      '    → Roll them: npx slipway roll prod nodes  [note: machines/older-image]',
  );
});

test('a pool whose slots all run its image is not reported', () => {
  const placements = [withPins(placed, ['nodes/0', 'nodes/1'], nodes?.image ?? older)];
  expect(findingsOf({ placements })).toEqual([]);
});

test("an image for another architecture than the services' is refused", () => {
  const arm = { ...older, architecture: 'arm64' as const };
  const placements = [withPins(placed, ['nodes/0', 'nodes/1'], arm)];
  expect(findingsOf({ placements })).toContainEqual(
    expect.objectContaining({ rule: 'node-pool/platform', value: 'arm64' }),
  );
});

test.each<[string, object, object]>([
  [
    'a budget that lets no machine down',
    { maxUnavailable: 0 },
    { rule: 'machines/budget', severity: 'error', path: 'environments.prod.pools.nodes.maxUnavailable' },
  ],
  [
    'a quorum of two, which bears no machine down',
    { quorum: true },
    { rule: 'machines/quorum', severity: 'warning', value: '2 slots' },
  ],
])('%s is reported', (_what, props, finding) => {
  expect(findingsOf({ prod: { pools: { nodes: { ...nodes, ...props } } } })).toEqual([
    expect.objectContaining(finding),
  ]);
});
