import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { readSource } from '../../../constructs/image-build';
import { projectFolder, type Tree, write } from './project-folder';

const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');
const DOCKERFILE = { Dockerfile: 'FROM scratch\n' };

function read(tree: Tree, dockerfile?: string) {
  const root = projectFolder(tree);
  return readSource({ root, context: root, dockerfile });
}

test('records what every file is: its content, whether it is executable, and where a link points', () => {
  const { files } = read({
    ...DOCKERFILE,
    'src/a': 'A',
    'bin/run': { executable: 'B' },
    'bin/link': { link: '../src/a' },
  });
  expect(files).toEqual({
    Dockerfile: `file ${sha256('FROM scratch\n')}`,
    'bin/link': 'link ../src/a',
    'bin/run': `executable ${sha256('B')}`,
    'src/a': `file ${sha256('A')}`,
  });
});

test("takes the owner's executable bit for a file's, as git does", () => {
  const root = projectFolder({ ...DOCKERFILE, owner: '', group: '' });
  chmodSync(join(root, 'owner'), 0o744);
  chmodSync(join(root, 'group'), 0o655);
  expect(readSource({ root, context: root }).files).toMatchObject({
    owner: `executable ${sha256('')}`,
    group: `file ${sha256('')}`,
  });
});

test('hashes a file that is longer than one piece', () => {
  const content = 'x'.repeat((1 << 20) + 7);
  expect(read({ ...DOCKERFILE, big: content }).files.big).toBe(`file ${sha256(content)}`);
});

test('names the context and the Dockerfile relative to the root', () => {
  const root = projectFolder({ 'services/api/docker/Dockerfile': 'FROM scratch\n' });
  const source = readSource({ root, context: join(root, 'services/api'), dockerfile: './docker/Dockerfile' });
  expect(source).toMatchObject({ context: 'services/api', dockerfile: 'docker/Dockerfile' });
  expect(readSource({ root, context: root, dockerfile: 'services/api/docker/Dockerfile' }).context).toBe('.');
});

test('never follows a link, wherever it points', () => {
  const outside = projectFolder({ secret: 'S' });
  const { files } = read({ ...DOCKERFILE, folder: { link: outside }, gone: { link: 'nowhere' } });
  expect(files).toMatchObject({ folder: `link ${outside}`, gone: 'link nowhere' });
  expect(Object.keys(files)).not.toContain('folder/secret');
});

test('includes the Dockerfile and the ignore file even if they are ignored, since a build may be sent both', () => {
  expect(Object.keys(read({ ...DOCKERFILE, '.dockerignore': '*', a: 'A' }).files)).toEqual([
    '.dockerignore',
    'Dockerfile',
  ]);
});

test("prefers a Dockerfile's own ignore file over .dockerignore", () => {
  const source = read({
    ...DOCKERFILE,
    'Dockerfile.dockerignore': 'a',
    '.dockerignore': 'b',
    a: 'A',
    b: 'B',
  });
  expect(source.ignoreFile).toBe('Dockerfile.dockerignore');
  expect(Object.keys(source.files)).toEqual(['.dockerignore', 'Dockerfile', 'Dockerfile.dockerignore', 'b']);
});

test.each(['environments/prod/index.ts', 'releases/api.json', 'src/placement.json', 'src/tfstate.ts'])(
  'sends %s, which the team writes',
  (path) => {
    expect(Object.keys(read({ ...DOCKERFILE, [path]: '' }).files)).toContain(path);
  },
);

describe('a Dockerfile beside the context', () => {
  const tree: Tree = {
    'docker/api.Dockerfile': 'FROM scratch\nCOPY a /\n',
    'api/a': 'A',
    'api/b': 'B',
  };
  const readApi = (more: Tree = {}) => {
    const project = projectFolder({ ...tree, ...more });
    return readSource({
      root: project,
      context: join(project, 'api'),
      dockerfile: '../docker/api.Dockerfile',
    });
  };

  test('is part of the source', () => {
    const source = readApi();
    expect(source.dockerfile).toBe('../docker/api.Dockerfile');
    expect(Object.keys(source.files)).toEqual(['../docker/api.Dockerfile', 'a', 'b']);
  });

  test('has its own ignore rules beside it', () => {
    const source = readApi({ 'docker/api.Dockerfile.dockerignore': 'b' });
    expect(source.ignoreFile).toBe('../docker/api.Dockerfile.dockerignore');
    expect(Object.keys(source.files)).toEqual([
      '../docker/api.Dockerfile',
      '../docker/api.Dockerfile.dockerignore',
      'a',
    ]);
  });
});

describe('the file that says what runs the image', () => {
  const readApi = (more: Tree) => {
    const project = projectFolder({ 'api/Dockerfile': 'FROM scratch\n', ...more });
    const definition = join(project, 'api/service.ts');
    return readSource({ root: project, context: join(project, 'api'), definition }).warnings;
  };

  test('and its tests are told of where they are sent, with the lines to add', () => {
    expect(readApi({ 'api/service.ts': '', 'api/service.test.ts': '', 'api/main.test.ts': '' })).toEqual([
      expect.objectContaining({
        rule: 'image/definition-sent',
        severity: 'warning',
        path: 'api/service.ts',
        value: 'service.test.ts, service.ts',
        advice: 'Add the line `service.test.ts` and the line `service.ts` to api/.dockerignore.',
      }),
    ]);
  });

  test('is nothing to tell of where the rules leave it out, or where it lies elsewhere', () => {
    expect(readApi({ 'api/service.ts': '', 'api/.dockerignore': 'service.ts' })).toEqual([]);
    expect(readApi({ 'service.ts': '', 'api/main.ts': '' })).toEqual([]);
  });
});

test('keeps line endings as they are in the checkout', () => {
  expect(read({ ...DOCKERFILE, a: 'A\r\n' }).files.a).toBe(`file ${sha256('A\r\n')}`);
});

test('sorts by bytes, in every locale', () => {
  const names = ['Z', 'a', 'é', 'ä', '\u{FFFD}', '\u{1F600}'];
  const { files } = read({ ...Object.fromEntries(names.map((name) => [name, name])), ...DOCKERFILE });
  expect(Object.keys(files)).toEqual(['Dockerfile', 'Z', 'a', 'ä', 'é', '\u{FFFD}', '\u{1F600}']);
});

test('keeps names that objects have by default', () => {
  expect(Object.keys(read({ ...DOCKERFILE, ['__proto__']: 'P', constructor: 'C' }).files)).toEqual([
    'Dockerfile',
    '__proto__',
    'constructor',
  ]);
});

test('does not depend on the folder, the order of writing, times, umask or empty folders', () => {
  const name = fc.stringMatching(/^[a-zäß.+-]{1,6}$/).filter((text) => text !== '.' && text !== '..');
  const trees = fc.dictionary(name, fc.string(), { maxKeys: 8 });
  fc.assert(
    fc.property(trees, fc.integer({ min: 0, max: 0o77 }), (tree, umask) => {
      const files = Object.entries({ ...tree, ...DOCKERFILE });
      const backwards = projectFolder(Object.fromEntries([...files].reverse()));
      for (const [file] of files) {
        chmodSync(join(backwards, file), 0o666 & ~umask);
        utimesSync(join(backwards, file), 1, 1);
      }
      mkdirSync(join(backwards, 'empty folder'));
      expect(readSource({ root: backwards, context: backwards })).toEqual(read(Object.fromEntries(files)));
    }),
    { numRuns: 50 },
  );
});

describe('refuses', () => {
  const root = projectFolder({ 'api/Dockerfile': 'FROM scratch\n', file: 'F' });
  symlinkSync('api', join(root, 'link'));

  test.each([
    ['a context that is missing', 'none', /none must be a folder that exists/],
    ['a context that is a file', 'file', /file must be a folder that exists/],
    ['a context that is a link', 'link', /link must be a folder that exists, and no link/],
    ['a context outside the root', '..', /\.\. must lie in the project's root/],
  ])('%s', (_, context, message) => {
    expect(() => readSource({ root, context: join(root, context) })).toThrow(message);
  });

  test('a context that is outside the project behind a link', () => {
    symlinkSync(projectFolder({ 'api/Dockerfile': '' }), join(root, 'away'));
    expect(() => readSource({ root, context: join(root, 'away/api') })).toThrow(
      /must lie in the project's root/,
    );
  });

  test.each([
    ['missing', 'Dockerfile.prod'],
    ['a folder', 'src'],
    ['outside the project', '../../Dockerfile'],
    ['absolute', '/etc/hostname'],
    ['a link', 'linked'],
    ['behind a link', 'behind/Dockerfile'],
  ])('a Dockerfile that is %s', (_, dockerfile) => {
    const tree: Tree = {
      Dockerfile: '',
      'api/Dockerfile': '',
      'api/src/a': '',
      'api/real/Dockerfile': '',
      'api/linked': { link: 'real/Dockerfile' },
      'api/behind': { link: 'real' },
    };
    const project = projectFolder(tree);
    expect(() => readSource({ root: project, context: join(project, 'api'), dockerfile })).toThrow(
      new RegExp(`${dockerfile.replace('../', '')} must be a file in the project, and not behind a link`),
    );
  });

  test.each([
    ['.git/HEAD', '.git', '**/.git'],
    ['lib/.git', 'lib/.git', '**/.git'],
    ['cdktf.out/stacks/images/cdk.tf.json', 'cdktf.out', '**/cdktf.out'],
    ['infra/.terraform/lock', 'infra/.terraform', '**/.terraform'],
    [
      'node_modules/.cache/slipway/contexts/a',
      'node_modules/.cache/slipway',
      '**/node_modules/.cache/slipway',
    ],
    ['state/prod-base.tfstate', 'state/prod-base.tfstate', '**/*.tfstate*'],
    ['prod.tfstate.1764.backup', 'prod.tfstate.1764.backup', '**/*.tfstate*'],
    ['environments/prod/releases/api.json', 'environments/prod/releases', 'environments/*/releases'],
    ['environments/prod/placement.json', 'environments/prod/placement.json', 'environments/*/placement.json'],
  ])(
    'a context that sends %s, which changes without the source, with the line to add',
    (path, named, line) => {
      const tree = { ...DOCKERFILE, [path]: '', '.dockerignore': '# nothing yet' };
      expect(() => read(tree)).toThrow(`${named} must not be sent to the build`);
      expect(() => read(tree)).toThrow(`Add the line \`${line}\` to .dockerignore.`);
      expect(Object.keys(read({ ...tree, '.dockerignore': line }).files)).toEqual([
        '.dockerignore',
        'Dockerfile',
      ]);
    },
  );

  test('what one line leaves out once, however many files it is', () => {
    const [a, b] = ['environments/dev/releases/api.json', 'environments/prod/releases/api.json'];
    expect(() => read({ ...DOCKERFILE, [a]: '', [b]: '', 'a.tfstate': '' })).toThrow(/^2 problems/);
  });

  test('a pipe, and a name that is not UTF-8, both at once', () => {
    const project = projectFolder(DOCKERFILE);
    execFileSync('mkfifo', [join(project, 'pipe')]);
    writeFileSync(Buffer.concat([Buffer.from(`${project}/name-`), Buffer.from([0xff])]), '');
    const reading = () => readSource({ root: project, context: project });
    expect(reading).toThrow(/pipe must be a file, a folder or a link/);
    expect(reading).toThrow(/must have a name in UTF-8/);
    expect(reading).toThrow(/^2 problems/);
    write(project, { '.dockerignore': 'pipe\nname-*' });
    expect(Object.keys(reading().files)).toEqual(['.dockerignore', 'Dockerfile']);
  });
});
