import { readSource, sourceHash } from 'slipway';
import { join } from 'node:path';
import { buildDifferences } from '../../cli/building';
import { digestOf, releaseThrough } from '../promotion/support';
import { commandSession } from '../support/command-session';
import { LineProject } from './line-project';

describe('what makes the next build differ from the released one', () => {
  const project = new LineProject();
  const session = commandSession(project.folder, project.env);
  afterAll(() => {
    session.end();
  });

  beforeAll(() => {
    project.put(
      'main.js',
      "const { App, compose } = require('slipway');\nconst app = new App();\ncompose(app, require('./composition.js').composition);\napp.synth();\n",
    );
    const typescript = join(__dirname, '../../bin/typescript.js');
    project.put('cdktf.json', JSON.stringify({ app: `node -C slipway-source -r ${typescript} main.js` }));
    const commit = project.commit('a build');
    const source = readSource({ root: project.folder, context: join(project.folder, 'services/api') });
    const { hash } = sourceHash({ source, arguments: {}, platform: 'linux/amd64' });
    const release = releaseThrough('dev', ['one']);
    const records = release.records.map((record) => ({ ...record, commit, sourceHash: hash }));
    project.putReleases({ ...release, records });
  });

  test('is nothing where the source is the same', async () => {
    expect(await session.slipway('why', 'api')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(
        /^api: dev selects \S+, built from [0-9a-f]{12}\. The source is the same\.\n$/,
      ) as string,
    });
  });

  test('is each file, argument and base', async () => {
    project.put('services/api/main.js', 'edited');
    project.put('services/api/more.js', '');
    project.put('services/api/Dockerfile', `FROM debian@sha256:${'a'.repeat(64)}\nCOPY . /\n`);
    const { status, stdout, stderr } = await session.slipway('why', 'api');
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: expect.stringMatching(/^synthesising [0-9a-f]{12} in a worktree\n$/) as string,
    });
    expect(stdout.split('\n').map((line) => line.trim().split(/ {2,}/))).toEqual([
      [expect.stringContaining('The next build differs:')],
      ['added', 'base', `debian@sha256:${'a'.repeat(64)}`],
      ['changed', 'file', 'Dockerfile'],
      ['changed', 'file', 'main.js'],
      ['added', 'file', 'more.js'],
      [''],
    ]);
    const { stdout: json } = await session.slipway('why', 'api', '--json');
    expect(JSON.parse(json)).toMatchObject({ service: 'api', environment: 'dev', digest: digestOf('one') });
  });

  test('cannot be said where nothing was released', async () => {
    expect(await session.slipway('why', 'web')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('no environment selects an image of web that was built') as string,
    });
  });
});

test('a base that moved, and what has a value, is told with what it was', () => {
  const manifest = { version: '1', platform: 'linux/amd64', dockerfile: 'Dockerfile' };
  const dockerfile = 'ARG BASE\nFROM ${BASE}\n';
  expect(
    buildDifferences(
      { manifest: { ...manifest, 'argument BASE': 'debian:12@sha256:a' }, dockerfile },
      {
        manifest: { ...manifest, 'argument BASE': 'debian:13@sha256:b', target: 'x', 'file a': 'file 1' },
        dockerfile,
      },
    ),
  ).toEqual([
    { change: 'changed', kind: 'base', before: 'debian:12@sha256:a', after: 'debian:13@sha256:b' },
    {
      change: 'changed',
      kind: 'argument',
      name: 'BASE',
      before: 'debian:12@sha256:a',
      after: 'debian:13@sha256:b',
    },
    { change: 'added', kind: 'target', after: 'x' },
    { change: 'added', kind: 'file', name: 'a' },
  ]);
});
