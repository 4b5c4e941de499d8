import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { carriedOverFrom } from '../../../cli/starting';
import { temporaryHome } from '../../support/temporary-home';
import { sourceOf } from './as-project';

const home = temporaryHome('carry-over');

function from(path: string) {
  return carriedOverFrom(join(home.path, path), home.path, { isRunning: false });
}

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec: { template: { spec: { containers: [{ name: web, image: 'example.com/web:1' }] } } }
`;

test.each([
  ['services: { web: null }', 'services.web (It is left out: it says nothing.)'],
  ['services: {}', 'must hold a service'],
  ['root:x:0:0:root:/root:/bin/sh\n', 'must hold a service'],
  ['apiVersion: v1\nkind: Namespace\nmetadata: { name: web }\n', 'must hold manifests'],
])('%j, of which no service can be carried over, is refused', (text, says) => {
  home.write('empty.yaml', text);
  expect(() => from('empty.yaml')).toThrow(says);
});

test('links are followed inside the folder, and listed where they lead out of it', () => {
  home.write('linked/data/web.yaml', DEPLOYMENT);
  home.write('secret/other.yaml', DEPLOYMENT.replace('name: web', 'name: other'));
  const link = (target: string, path: string) => {
    symlinkSync(target, join(home.path, 'linked', path));
  };
  link('data/web.yaml', 'web.yaml');
  link('data', 'again');
  link('../secret', 'out');
  link('../secret/other.yaml', 'other.yaml');
  link('nowhere.yaml', 'dangling.yaml');
  link('/', 'root');
  link('.', 'circle');
  const { services, notCarriedOver } = from('linked');
  expect(services.map(({ name }) => name)).toEqual(['web']);
  const outside = notCarriedOver.filter(({ reason }) => reason.includes('leads out of the folder'));
  expect(outside.map(({ path }) => path)).toEqual(['dangling.yaml', 'other.yaml', 'out', 'root']);
});

test('what several workloads read from a config map and looks like a secret is one secret', () => {
  const reading = (name: string, env: string) =>
    DEPLOYMENT.replaceAll('name: web', `name: ${name}`).replace(
      "'example.com/web:1'",
      `'example.com/web:1', ${env}`,
    );
  home.write(
    'config/all.yaml',
    [
      reading('one', 'envFrom: [{ configMapRef: { name: login } }]'),
      reading(
        'two',
        'env: [{ name: PW, valueFrom: { configMapKeyRef: { name: login, key: DB_PASSWORD } } }]',
      ),
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: login }\ndata: { DB_PASSWORD: hunter2hunter2 }\n',
    ].join('---\n'),
  );
  const source = sourceOf(from('config'));
  expect(source).toContain("secrets: { DB_PASSWORD: secretKey('login', 'DB_PASSWORD') }");
  expect(source).toContain("secrets: { PW: secretKey('login', 'DB_PASSWORD') }");
});

describe('what stands beside a Compose file', () => {
  /** Why what was not carried over was not, and the source of the only service. */
  function beside(volumes: string, rest = ''): { readonly source: string; readonly left: string } {
    home.write(
      'app/compose.yaml',
      `services: { web: { image: 'example/web:1', volumes: [${volumes}], ${rest} } }\n`,
    );
    const carried = from('app/compose.yaml');
    return {
      source: sourceOf(carried),
      left: carried.notCarriedOver.map(({ path, reason }) => `${path} ${reason}`).join('\n'),
    };
  }

  test('a text is in files, and a program may still be run', () => {
    home.write('app/web.conf', 'listen: ${PORT}\n');
    home.write('app/run.sh', '#!/bin/sh\n');
    chmodSync(join(home.path, 'app/run.sh'), 0o755);
    const { source, left } = beside("'./web.conf:/etc/web.conf:ro', './run.sh:/run.sh'");
    expect(source).toContain("'/etc/web.conf': 'listen: ${PORT}\\n'");
    expect(source).toContain("'/run.sh': file('#!/bin/sh\\n', { mode: 0o555 })");
    expect(left).toContain('services.web.volumes[0] The text of ./web.conf is in files now, as it is today.');
    expect(left).toContain('as it is today, and read-only.');
  });

  test('so is that of a config', () => {
    home.write('app/web.conf', 'a: 1\n');
    home.write(
      'app/compose.yaml',
      "services: { web: { image: 'example/web:1', configs: [web] } }\nconfigs: { web: { file: web.conf } }\n",
    );
    expect(sourceOf(from('app/compose.yaml'))).toContain("'/web': 'a: 1\\n'");
  });

  test.each([
    ['a text with a secret', "'./secret.ini:/etc/secret.ini'", 'Its content holds a secret'],
    ['what is no text', "'./logo.png:/logo.png'", 'A folder of the machine'],
    ['a link that leads out', "'./link:/etc/link'", 'A folder of the machine'],
    ['a folder with code', "'./src:/app/src'", 'A folder of the machine'],
    ['a folder that is only read', "'./absent:/data:ro'", 'A folder of the machine'],
    ['what is the machine’s', "'/etc/ssl:/etc/ssl'", 'A folder of the machine'],
    ['the time of the machine', "'/etc/localtime:/etc/localtime:ro'", 'give it the variable TZ'],
  ])('%s is not carried over', (_what, volume, reason) => {
    home.write('app/secret.ini', '[db]\npassword = hunter2hunter2\n');
    home.write('app/logo.png', '\u0000\u0001');
    home.write('app/src/index.js', '');
    home.write('outside.conf', 'a: 1\n');
    rmSync(join(home.path, 'app/link'), { force: true });
    symlinkSync('../outside.conf', join(home.path, 'app/link'));
    const { source, left } = beside(volume);
    expect(left).toContain(reason);
    expect(source).not.toMatch(/files:|volumes:|hunter2/);
  });

  test.each([
    ['that is not there yet', './data/mail/', 'mail'],
    ['that is empty', './empty', 'empty'],
    ['elsewhere on the machine', '/srv/photos', 'photos'],
    ['at home', '~/photos', 'photos'],
  ])('a folder %s is a volume', (_what, folder, name) => {
    mkdirSync(join(home.path, 'app/empty'), { recursive: true });
    const { source, left } = beside(`'${folder}:/var/data'`);
    expect(source).toContain(`volumes: { ${name}: '/var/data' }`);
    expect(source).toContain('single: true');
    expect(left).toContain('here it is a volume, which is empty at first');
  });

  test('a folder that several services write to is a claim that they share', () => {
    home.write(
      'app/compose.yaml',
      "services: { a: { image: 'x/a:1', volumes: ['./up:/up'] }, b: { image: 'x/b:1', volumes: ['./up:/up'] } }\n",
    );
    const shared = "mounts: { '/up': existingClaim('up') }";
    expect(sourceOf(from('app/compose.yaml')).split(shared)).toHaveLength(3);
  });

  test('variables of files are those of the service, which is heard before them', () => {
    home.write('app/one.env', '# A remark\nA=1\nB=1\nC=\nDB_PASSWORD=hunter2hunter2\n');
    home.write('app/two.env', 'B="2 3"\nD=4\n');
    const { source, left } = beside('', 'env_file: [one.env, { path: two.env }], environment: { D: own }');
    expect(source).toContain("env: { D: 'own', A: '1', B: '2 3', C: '' }");
    expect(source).toContain("secrets: { DB_PASSWORD: secretKey('web', 'db-password') }");
    expect(left).toContain('services.web.env_file[0].DB_PASSWORD Its value looks like a secret');
  });

  test('variables take others of their files and of .env, but for those in single quotes', () => {
    home.write('app/.env', 'REGION=eu\nDOMAIN=${REGION}.example.com\n');
    home.write('app/one.env', "HOST=a\nURL=http://$HOST.${DOMAIN}/\nPRICE='$5'\nSHELL_ONLY\n");
    home.write('app/raw.env', "QUOTED='$x'\n");
    const { source, left } = beside('', 'env_file: [one.env, { path: raw.env, format: raw }]');
    rmSync(join(home.path, 'app/.env'));
    expect(source).toContain(
      "env: { HOST: 'a', URL: 'http://a.eu.example.com/', PRICE: '$5', QUOTED: \"'$x'\" }",
    );
    expect(source).toContain("settings: ['SHELL_ONLY']");
    expect(left).not.toContain('env_file[1]');
  });

  test('what Compose reads as well is listed', () => {
    home.write('app/compose.override.yaml', 'services: {}\n');
    expect(beside('').left).toContain('compose.override.yaml Compose reads it beside compose.yaml');
    rmSync(join(home.path, 'app/compose.override.yaml'));
    home.write('app/.env', 'COMPOSE_FILE=compose.yaml:prod.yaml\n');
    expect(beside('').left).toContain('prod.yaml Compose reads it beside compose.yaml');
    rmSync(join(home.path, 'app/.env'));
    expect(beside('').left).not.toContain('Compose reads it');
  });

  test('a file of variables that is not there is listed', () => {
    expect(beside('', 'env_file: absent.env').left).toContain(
      'services.web.env_file Its variables are not in',
    );
  });

  test.each([
    ['around it', 'nested', false],
    ['elsewhere', 'other', true],
  ])('that a source cannot be built from is told of a project %s', (_where, project, isTold) => {
    home.write('nested/app/compose.yaml', 'services: { web: { build: ./web } }\n');
    const { notCarriedOver } = carriedOverFrom(
      join(home.path, 'nested/app/compose.yaml'),
      join(home.path, project),
      { isRunning: false },
    );
    const told = notCarriedOver.filter(({ reason }) => reason.includes('outside of the project'));
    expect(told.map(({ path }) => path)).toEqual(isTold ? ['services.web.build'] : []);
  });

  test('as which user it runs is asked for, where nobody knows', () => {
    expect(beside('').left).toContain('so that they run as 10001: web.');
    expect(beside('', "user: '1000'").left).not.toContain('10001');
  });
});

test('a folder without manifests is refused', () => {
  mkdirSync(join(home.path, 'bare'));
  expect(() => from('bare')).toThrow('must hold manifests');
});
