import { libvirt, Size } from 'slipway';
import { smallProject } from '../support/small-project';
import { synthProject } from '../support/synth-project';

/** What the record says of the hosts of dev, where the two machines of 2 CPUs and 4Gi each are on `desk`. */
function recorded(dev: object) {
  return synthProject(smallProject({ dev })).record.environments[0]?.hosts ?? {};
}

const DESK = { uri: 'qemu:///system', cores: 8, memory: Size.gibibytes(16) };

describe('the capacity of a host, as the record shows it', () => {
  test.each([
    ['is in whole CPUs', 3, 1.5, 4],
    ['is not lost to binary fractions', 100, 0.29, 29],
  ])('%s: %d cores, overcommitted %d times, are %d', (_what, cores, cpu, allocatable) => {
    expect(
      recorded({ hypervisors: { desk: libvirt({ ...DESK, cores }) }, overcommit: { cpu } })['desk']
        ?.allocatable.cpu,
    ).toBe(allocatable);
  });

  test("is reduced by the host's reserve, before the overcommit", () => {
    const reserve = { cpu: 2, memory: Size.gibibytes(4) };
    const hypervisors = { desk: libvirt({ ...DESK, reserve }) };
    expect(recorded({ hypervisors, overcommit: { cpu: 2 } })['desk']?.allocatable).toEqual({
      cpu: 12,
      memoryBytes: Size.gibibytes(12).toBytes(),
    });
  });

  test('is zero if the host is drained', () => {
    const spare = libvirt({ ...DESK, uri: 'qemu+ssh://ops@c/system', cores: 3, drained: true });
    const hypervisors = { desk: libvirt(DESK), spare };
    expect(recorded({ hypervisors })['spare']).toMatchObject({
      cores: 3,
      allocatable: { cpu: 0, memoryBytes: 0 },
      promised: { cpu: 0, memoryBytes: 0 },
    });
  });
});
