import { machineImage } from 'slipway';
import { withPins } from '../../placement';
import { smallProject } from '../support/small-project';
import { synthProject } from '../support/synth-project';

const older = machineImage({
  name: 'older',
  source: '/images/older.qcow2',
  digest: `sha256:${'b'.repeat(64)}`,
  architecture: 'amd64',
});
const slots = { 'nodes/0': 'a', 'nodes/1': 'b' };
const pinned = withPins({ environment: 'prod', slots, removed: {} }, ['nodes/0'], older);

test("a slot runs the image in its placement file, and any other slot its pool's image", () => {
  const { stacks, record } = synthProject(smallProject({ placements: [{ ...pinned, slots: {} }] }));
  const sources = (stack: string) =>
    Object.values<{ source?: string }>(stacks[stack]?.resource.libvirt_volume ?? {}).flatMap(
      ({ source }) => source ?? [],
    );
  expect(sources('prod-machines-a')).toEqual(['/images/older.qcow2']);
  expect(sources('prod-machines-b')).toEqual(['/images/tiny.qcow2']);
  expect(record.environments[1]?.pools['nodes']).toEqual([
    expect.objectContaining({
      slot: '0',
      image: older.digest,
      instanceId: expect.stringMatching(/^small-prod-nodes-0-[0-9a-f]{12}$/),
      terraformAddress: 'libvirt_domain.nodes-0',
    }),
    expect.objectContaining({ slot: '1', image: `sha256:${'a'.repeat(64)}` }),
  ]);
});
