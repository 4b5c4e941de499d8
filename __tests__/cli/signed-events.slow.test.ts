import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSignatures, type Release, readReleases, type ReleaseEvent } from 'slipway';
import { digestOf, releaseThrough } from '../promotion/support';
import { commandSession } from '../support/command-session';
import { describeSshKeygen, SshKeygen } from '../support/ssh-keygen';
import { clusterAnswers } from './cluster-answers';
import { LineProject } from './line-project';

const REAL = ['staging', 'api'] as const;

describeSshKeygen('in a project whose environments ask for signed events', () => {
  const project = new LineProject('', 'signedEvents: true,');
  const ssh = new SshKeygen();
  const [ada, grace] = [ssh.key('ada'), ssh.key('grace')];
  const session = commandSession(project.folder, { ...project.env, SSH_AUTH_SOCK: '' });
  afterAll(() => {
    session.end();
  });

  const built = (environment: string, service: string, names: readonly string[]): Release => ({
    ...releaseThrough(environment, names),
    service,
  });
  const allow = (...lines: readonly string[]) => {
    project.put('environments/allowed_signers', `${lines.join('\n')}\n`);
  };
  const pathOf = (environment: string, service: string) =>
    join(project.folder, 'environments', environment, 'releases', `${service}.json`);
  const releaseIn = (environment: string, service: string) =>
    JSON.parse(readFileSync(pathOf(environment, service), 'utf8')) as Release;
  const edit = (
    environment: string,
    service: string,
    change: (events: readonly ReleaseEvent[]) => readonly ReleaseEvent[],
  ) => {
    const release = releaseIn(environment, service);
    writeFileSync(
      pathOf(environment, service),
      JSON.stringify({ ...release, history: change(release.history) }),
    );
  };
  /** What a synth would find. */
  const rulesBroken = (...services: readonly string[]) =>
    checkSignatures({
      project: 'line',
      stages: ['dev', 'staging'].map((name) => ({ name, signedEvents: true })),
      services,
      releases: readReleases(join(project.folder, 'environments')),
    }).map(({ rule }) => rule);

  beforeEach(async () => {
    project.git('config', 'gpg.format', 'ssh');
    project.git('config', 'user.signingKey', ada);
    project.putReleases(built('dev', 'api', ['one', 'two']), built('staging', 'api', ['one']));
    allow(`ada@example.com ${ssh.publicKey(ada)}`);
    await session.slipway('sign');
    project.commit('releases');
  });

  test('a history of which nothing is signed is found, and `sign` vouches for it by its newest event', async () => {
    project.putReleases(built('dev', 'api', ['one', 'two']), built('staging', 'api', ['one']));
    allow(`ada@example.com ${ssh.publicKey(ada)}`);
    expect(rulesBroken('api')).toEqual(['signature/missing', 'signature/missing']);
    const dry = await session.slipway('sign', '--dry-run');
    const told = await session.slipway('sign', '--dry-run', '--json');
    expect(JSON.parse(told.stdout)).toMatchObject({ subject: 'sign events of api in dev and staging' });
    expect(dry.stdout).toContain('dev      api  verified');
    expect(rulesBroken('api')).toEqual(['signature/missing', 'signature/missing']);
    const { status, stderr } = await session.slipway('sign');
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: expect.stringContaining(
        'environments/dev/releases/api.json: this is its first signature, and it vouches for the 3 events above it.',
      ) as string,
    });
    expect(rulesBroken('api')).toEqual([]);
    expect(releaseIn('dev', 'api').history.map(({ signature }) => signature !== undefined)).toEqual([
      false,
      false,
      false,
      true,
    ]);
    expect((await session.slipway('sign')).stdout).toBe('There is nothing to change.\n');
  });

  test('the commands sign what they record, with the key that git signs with', async () => {
    const steps = [
      ['promote', 'staging'],
      ['verify', 'staging', 'api', '--verified-by', 'a test'],
      ['rollback', 'staging', 'api', '--reason', 'orders are lost'],
      ['rollback', 'dev', 'api', '--reason', 'orders are lost'],
      ['reject', digestOf('two'), '--reason', 'it is broken'],
    ];
    for (const step of steps) expect(await session.slipway(...step)).toMatchObject({ status: 0 });
    const { history } = releaseIn('staging', 'api');
    expect(history.slice(2).map(({ event }) => event)).toEqual(['selected', 'verified', 'restored']);
    expect(history.slice(2).every(({ signature }) => signature !== undefined)).toBe(true);
    expect(releaseIn('dev', 'api').history.at(-1)).toMatchObject({
      event: 'rejected',
      signature: expect.any(String) as string,
    });
    expect(rulesBroken('api')).toEqual([]);
  });

  test('a change on a branch of its own is signed as well', async () => {
    expect(await session.slipway('promote', 'staging', '--branch', 'release/1')).toMatchObject({ status: 0 });
    const text = project.git('show', 'release/1:environments/staging/releases/api.json');
    expect((JSON.parse(text) as Release).history.at(-1)).toMatchObject({
      event: 'selected',
      signature: expect.stringMatching(/^U1NIU0lH/) as string,
    });
    project.git('branch', '-D', 'release/1');
  });

  test('a path in the settings of git begins at the top of the working tree', async () => {
    project.put('services/key', readFileSync(ada, 'utf8'));
    chmodSync(join(project.folder, 'services/key'), 0o600);
    project.git('config', 'user.signingKey', 'services/key');
    const { status } = await session.slipway('promote', 'staging');
    rmSync(join(project.folder, 'services/key'));
    expect({ status, found: rulesBroken('api') }).toEqual({ status: 0, found: [] });
  });

  test('--dry-run needs no key', async () => {
    project.git('config', '--unset', 'user.signingKey');
    expect(await session.slipway('promote', 'staging', '--dry-run')).toMatchObject({ status: 0 });
  });

  describe('nothing is written', () => {
    afterEach(() => {
      expect(project.git('status', '--porcelain', '--', 'environments/staging')).toBe('');
    });

    test.each([
      ['promote', 'staging'],
      ['verify', 'staging'],
      ['rollback', 'staging', 'api', '--reason', 'so'],
    ])('where no key is named: %s', async (...command) => {
      project.git('config', '--unset', 'user.signingKey');
      if (command[0] === 'rollback') {
        project.putReleases(built('dev', 'api', ['one', 'two']), built('staging', 'api', ['one', 'two']));
        allow(`ada@example.com ${ssh.publicKey(ada)}`);
        project.commit('two images');
      }
      const { status, stderr } = await session.slipway(...command);
      expect({ status, stderr }).toMatchObject({ status: 1 });
      expect(stderr).toContain('must name an SSH key, since the environment asks for signed events');
    });

    test('where git signs with OpenPGP, whose key is not one of SSH', async () => {
      project.git('config', 'gpg.format', 'openpgp');
      expect((await session.slipway('promote', 'staging')).stderr).toContain('must name an SSH key');
    });

    test('where the key is not there', async () => {
      const { status, stderr } = await session.slipway('promote', 'staging', '--signing-key', '/no/such/key');
      expect({ status, stderr }).toMatchObject({ status: 1 });
      expect(stderr).toContain('the event could not be signed with /no/such/key');
    });

    test('where the key has a passphrase, and nothing can ask for it', async () => {
      const locked = join(ssh.folder, 'locked');
      rmSync(locked, { force: true });
      ssh.run(['-q', '-t', 'ed25519', '-N', 'a secret', '-f', locked]);
      const { status, stderr } = await session.slipway('promote', 'staging', '--signing-key', locked);
      expect({ status, stderr }).toMatchObject({ status: 1 });
      expect(stderr).toContain('A key with a passphrase must be in an agent: `ssh-add <key>`');
    });

    test('where the key is not allowed', async () => {
      const { status, stderr } = await session.slipway('promote', 'staging', '--signing-key', grace);
      expect(status).toBe(1);
      expect(stderr).toContain(
        'environments/staging/releases/api.json#/history/2 must be signed by a key that',
      );
      expect(stderr).toContain('which is in no line of it');
    });

    test('where nobody is allowed to sign', async () => {
      rmSync(join(project.folder, 'environments/allowed_signers'));
      const { stderr } = await session.slipway('promote', 'staging');
      expect(stderr).toContain('environments/allowed_signers must say which keys may sign');
    });

    test('where the program that git signs with writes something else', async () => {
      const program = join(ssh.folder, 'other-program');
      writeFileSync(program, '#!/bin/sh\nfor last; do :; done\necho hello > "$last.sig"\n');
      chmodSync(program, 0o755);
      project.git('config', 'gpg.ssh.program', program);
      const { stderr } = await session.slipway('promote', 'staging');
      project.git('config', '--unset', 'gpg.ssh.program');
      expect(stderr).toContain(`${program} wrote no signature: it has no lines of BEGIN and END`);
    });

    test.each([
      ['that writes nothing', 'true', 'wrote no signature: there is no file of it'],
      ['that is not there', '/no/such/program', 'there is no `/no/such/program` on the PATH'],
      ['that is a text', 'package.json', 'is not a program that can be run: EACCES'],
    ])('where git signs with a program %s', async (_, program, said) => {
      const path = program === 'package.json' ? join(project.folder, program) : program;
      project.git('config', 'gpg.ssh.program', path);
      const { stderr } = await session.slipway('promote', 'staging');
      project.git('config', '--unset', 'gpg.ssh.program');
      expect(stderr).toContain(said);
      expect(stderr).toContain('`git config gpg.ssh.program`');
    });

    test('where the key that is passed is empty, as a variable that is not set is', async () => {
      const { status, stderr } = await session.slipway('promote', 'staging', '--signing-key', '');
      expect(status).toBe(1);
      expect(stderr).toContain('signing-key must name an SSH key');
      expect(stderr).toContain('but is ""');
    });

    test.each([[], ['--dry-run']])(
      'where what is promoted rests on a forged verification: %s',
      async (...more) => {
        edit('dev', 'api', (events) => [
          ...events.slice(0, -1),
          { ...(events.at(-1) as ReleaseEvent), by: 'nobody' },
        ]);
        const { status, stderr } = await session.slipway('promote', 'staging', ...more);
        expect(status).toBe(1);
        expect(stderr).toContain('environments/dev/releases/api.json#/history/3 must match its signature');
      },
    );
  });

  test('what was added to a signed history without a signature is not signed on top of, but only by `sign`', async () => {
    edit('dev', 'api', (events) => [
      ...events,
      { at: '2026-11-03T08:40:00Z', event: 'rejected', digest: digestOf('one'), by: 'nobody', reason: 'so' },
    ]);
    const { status, stderr } = await session.slipway('reject', digestOf('one'), '--reason', 'so');
    expect({ status, stderr }).toMatchObject({ status: 1 });
    expect(stderr).toContain('environments/dev/releases/api.json#/history/4 must be signed, since dev asks');
    expect(await session.slipway('sign', 'dev', 'api')).toMatchObject({ status: 0 });
    expect(rulesBroken('api')).toEqual([]);
  });

  test('after a merge of two changes a person signs again, from the event that no longer follows on', async () => {
    allow(`ada@example.com ${ssh.publicKey(ada)}`, `grace@example.com ${ssh.publicKey(grace)}`);
    await session.slipway('verify', ...REAL, '--verified-by', 'one');
    await session.slipway('promote', ...REAL);
    const first = releaseIn('staging', 'api').history.at(-1);
    await session.slipway('rollback', 'staging', 'api', '--reason', 'it was slow');
    // The merge keeps both events; the other way round it would be the same.
    edit('staging', 'api', (events) => [...events.slice(0, -2), ...events.slice(-1)]);
    expect(rulesBroken('api')).toEqual(['signature/broken']);
    edit('staging', 'api', (events) => [
      ...events.slice(0, -1),
      { ...(first as ReleaseEvent), by: 'Grace' },
      ...events.slice(-1),
    ]);
    const { status, stdout } = await session.slipway('sign', 'staging', '--signing-key', grace);
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: expect.stringContaining('staging  api  selected, restored') as string,
    });
    expect(rulesBroken('api')).toEqual([]);
  });

  test('`releases` shows who signed a selection', async () => {
    await session.slipway('promote', 'staging');
    const { stdout } = await session.slipway('releases', 'api');
    expect(stdout).toMatch(/staging +sha256:\w+ +\S+ +not verified, signed by ada@example\.com/);
    expect(JSON.parse((await session.slipway('releases', 'api', '--json')).stdout)).toMatchObject([
      { places: [{ environment: 'dev' }, { environment: 'staging', signedBy: 'ada@example.com' }, {}] },
    ]);
  });

  test('`status` shows who signed what is selected', async () => {
    await session.slipway('promote', 'staging');
    const { kubeconfig, server } = await clusterAnswers(new Map());
    project.put('kubeconfig', kubeconfig.replaceAll('"dev"', '"staging"'));
    const printed = await session.slipway('status', 'staging');
    const { stdout } = await session.slipway('status', 'staging', '--json');
    server.close();
    expect(printed.stdout).toMatch(/^api +sha256:\w+ +none +0\/0 +.*, signed by ada@example\.com$/m);
    expect((JSON.parse(stdout) as { services: unknown }).services).toMatchObject([
      { service: 'api', signedBy: 'ada@example.com' },
      { service: 'web' },
    ]);
  });

  test('`why` shows who signed an event', async () => {
    await session.slipway('promote', 'staging');
    const { stdout } = await session.slipway('why', digestOf('two'));
    expect(stdout).toMatch(
      /staging +api +selected +\S+ +by Ada <ada@example\.com>, signed by ada@example\.com/,
    );
  });

  test('a key in an agent signs, named by its public half or by itself', async () => {
    const socket = join(ssh.folder, 'agent');
    const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: ['ignore', 'pipe', 'ignore'] });
    await new Promise((resolve) => agent.stdout.once('data', resolve));
    const away = join(ssh.folder, 'away');
    ssh.run(['-q', '-t', 'ed25519', '-N', '', '-f', away]);
    execFileSync('ssh-add', ['-q', away], { env: { ...process.env, SSH_AUTH_SOCK: socket } });
    rmSync(away);
    const own = commandSession(project.folder, { ...project.env, SSH_AUTH_SOCK: socket });
    try {
      allow(`ada@example.com ${ssh.publicKey(ada)}`, `away@example.com ${ssh.publicKey(away)}`);
      const promoted = await own.slipway('promote', 'staging', '--signing-key', `${away}.pub`);
      expect(promoted).toMatchObject({ status: 0 });
      project.git('config', 'user.signingKey', `key::${ssh.publicKey(away)}`);
      const verified = await own.slipway('verify', ...REAL, '--verified-by', 'a test');
      expect(verified).toMatchObject({ status: 0 });
      expect(rulesBroken('api')).toEqual([]);
    } finally {
      own.end();
      agent.kill();
    }
  });
});

describe('in a project whose environments do not ask', () => {
  const project = new LineProject();
  const session = commandSession(project.folder, project.env);
  afterAll(() => {
    session.end();
  });

  test('`sign` says so', async () => {
    const { status, stderr } = await session.slipway('sign');
    expect(status).toBe(1);
    expect(stderr).toContain('environments must ask for signed events before they are signed');
  });

  test('nothing is signed, and no key is looked for', async () => {
    project.putReleases(releaseThrough('dev', ['one', 'two']), releaseThrough('staging', ['one']));
    const promoted = await session.slipway('promote', 'staging', '--signing-key', '/no/such/key');
    expect(promoted).toMatchObject({ status: 0 });
    const path = join(project.folder, 'environments/staging/releases/api.json');
    expect(readFileSync(path, 'utf8')).not.toContain('signature');
  });
});
