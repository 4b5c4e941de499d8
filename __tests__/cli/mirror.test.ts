import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReleaseRecord } from 'slipway';
import { missingOfImage } from '../../operations/registry';
import { recordOf, releaseThrough } from '../promotion/support';
import { commandSession } from '../support/command-session';
import { RealRegistry, registryDescribe } from '../support/real-registry';
import { LineProject } from './line-project';

const AMD64 = { os: 'linux', architecture: 'amd64' };

registryDescribe('slipway mirror', () => {
  const project = new LineProject();
  const session = commandSession(project.folder, project.env);
  let ours: RealRegistry;
  let theirs: RealRegistry;
  /** What prod runs of `api`. */
  let digest: ReleaseRecord['digest'];

  beforeAll(async () => {
    [ours, theirs] = await Promise.all([RealRegistry.start(), RealRegistry.start()]);
    digest = (await ours.pushImage('line/api', AMD64)).digest as ReleaseRecord['digest'];
    const mirrors = JSON.stringify({ [ours.host]: `${theirs.host}/prod` });
    const composition = readFileSync(join(project.folder, 'composition.js'), 'utf8')
      .replace('registry.example.com/line', `${ours.host}/line`)
      .replace("('prod', {", `('prod', { mirrors: ${mirrors},`);
    project.put('composition.js', composition);
    const prod = releaseThrough('prod', ['one']);
    const records = [{ ...recordOf('one'), digest, platforms: ['linux/amd64'] }];
    const history = prod.history.map((event) => ({ ...event, digest }));
    project.putReleases({ ...prod, selected: digest, records, history });
    project.commit('prod runs an image');
  });
  afterAll(() => {
    session.end();
    ours.close();
    theirs.close();
  });

  const name = () => `${theirs.host}/prod/line/api@${digest.slice(0, 19)}`;
  const missing = () =>
    missingOfImage(`${theirs.host}/prod/line/api`, digest, { credentials: () => Promise.resolve(undefined) });

  test('says what it would copy, and copies nothing', async () => {
    const { status, stdout } = await session.slipway('mirror', 'prod', '--dry-run');

    expect({ status, stdout }).toEqual({
      status: 2,
      stdout: `${name()}: would be copied from ${ours.host}/line/api\n`,
    });
    expect(await missing()).toEqual([digest]);
  });

  test('copies what the environment runs to where it pulls from, once', async () => {
    const first = await session.slipway('mirror', 'prod');

    expect(first.stdout).toMatch(
      new RegExp(`^${name()}: copied from ${ours.host}/line/api: 2 blobs, 1 manifest, `),
    );
    expect(await missing()).toEqual([]);
    expect((await session.slipway('mirror', 'prod')).stdout).toBe(`${name()}: is there already\n`);
    expect((await session.slipway('mirror', 'prod', '--dry-run')).status).toBe(0);
  });

  test('says where an environment pulls nothing from a mirror', async () => {
    const { status, stdout } = await session.slipway('mirror', 'dev');

    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: 'dev pulls nothing from a mirror: see `mirrors` of the environment.\n',
    });
  });

  test('fails where a registry does not answer', async () => {
    theirs.close();
    const { status, stderr } = await session.slipway('mirror', 'prod');

    expect(status).toBe(1);
    expect(stderr).toContain(`can't reach the registry ${theirs.host}`);
  });
});
