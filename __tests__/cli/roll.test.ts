import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runExclusively } from '../../cli/project/exclusive-run';
import { refuseWithoutUsers, rollRequest } from '../../cli/roll-request';
import { prodProps, smallProject } from '../support/small-project';

const { environments } = smallProject();
const prod = environments[1] as never as Parameters<typeof rollRequest>[0];
const nodes = prodProps(environments[0] as never).pools?.['nodes'];
const withNodes = (props: object) => ({ ...prod, pools: { nodes: { ...nodes, ...props } } }) as typeof prod;

test.each([
  [{}, undefined, 1],
  [{}, 3, 3],
  [{ maxUnavailable: 2 }, undefined, 2],
  [{ maxUnavailable: 2 }, 1, 1],
])('a pool with %j, asked for %j, allows %i machines down', (props, asked, most) => {
  expect(rollRequest(withNodes(props), 'nodes', asked).limits).toEqual({
    maxUnavailable: most,
    quorum: false,
    survivedHosts: 0,
  });
});

test('more than the pool allows is refused', () => {
  expect(() => rollRequest(withNodes({ maxUnavailable: 2 }), 'nodes', 3)).toThrow(
    'max-unavailable must be at most what nodes allows, which is 2, but is 3',
  );
});

test.each(['workers', 'constructor'])('the pool %s is refused with a list of the pools', (name) => {
  expect(() => rollRequest(prod, name, undefined)).toThrow(
    `pool must be a pool of prod, but is ${name}\n    → Choose from: nodes.`,
  );
});

test('machines that nobody may log in to are not waited for', () => {
  expect(() => {
    refuseWithoutUsers(prod, 'nodes');
  }).toThrow(/cloudInit\.users must have a user who may log in[^]*--no-wait/);
});

test('while one roll runs, another is refused at once; afterwards it may run', async () => {
  const outdir = mkdtempSync(join(tmpdir(), 'slipway-roll-test-'));
  const nothing = () => Promise.resolve('rolled');
  try {
    const refused = runExclusively(outdir, () => runExclusively(outdir, nothing));
    await expect(refused).rejects.toThrow(`another run is in progress: process ${process.pid} of`);
    expect(await runExclusively(outdir, nothing)).toBe('rolled');
  } finally {
    rmSync(outdir, { recursive: true });
  }
});
