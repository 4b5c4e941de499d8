import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Release, renderRelease } from 'slipway';
import { beginRepository } from '../support/begin-repository';

const top = join(__dirname, '../..');

/** @param more what else the project says @param everywhere what each environment says */
const composition = (more: string, everywhere: string) => `
const { Cpu, image, kubeconfig, localState, noProbe, project, readReleases, service, Size } = require('slipway');
const { join } = require('node:path');
const provides = {};
const services = ['api', 'web'].map((name) =>
  service({ name, image: image({ context: join(__dirname, 'services', name) }), ready: noProbe('a test') }));
const line = project({ name: 'line', root: __dirname, registry: 'registry.example.com/line', state: localState(), services, ${more} });
const settings = { replicas: 1, cpu: Cpu.millis(100), memory: Size.mebibytes(64) };
const environment = (name, more) => line.environment({
  name, cluster: kubeconfig({ context: name, path: join(__dirname, 'kubeconfig'), provides }),
  services: { api: settings, web: settings }, ${everywhere} ...more });
const dev = environment('dev', {});
const staging = environment('staging', { after: dev });
const prod = environment('prod', { after: staging });
exports.composition = { project: line, environments: [dev, staging, prod], releases: readReleases(join(__dirname, 'environments')) };
`;

/** A small project of three environments in a git repository of its own, removed after the tests of the file. */
export class LineProject {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-line-')));
  readonly env: NodeJS.ProcessEnv = {
    ...process.env,
    HOME: this.folder,
    GIT_CONFIG_NOSYSTEM: '1',
    NO_COLOR: '1',
  };

  /**
   * @param more what else the project says: `groups: { checkout: services }`
   * @param everywhere what each environment says: `signedEvents: true,`
   */
  constructor(more = '', everywhere = '') {
    afterAll(() => {
      rmSync(this.folder, { recursive: true, force: true });
    });
    symlinkSync(join(top, 'node_modules'), join(this.folder, 'node_modules'));
    this.put('package.json', '{ "name": "slipway", "exports": "./slipway.js" }');
    this.put('slipway.js', `module.exports = require(${JSON.stringify(join(top, 'index.ts'))});\n`);
    this.put('composition.js', composition(more, everywhere));
    for (const name of ['api', 'web']) {
      this.put(`services/${name}/Dockerfile`, 'FROM scratch\nCOPY . /\n');
      this.put(`services/${name}/main.js`, '');
    }
    // The home of the commands is here as well, and swc keeps its program in it.
    this.put('.gitignore', '.cache\nnode_modules\ncdktf.out\n*.tfstate*\n.terraform*\n');
    beginRepository((...args) => this.git(...args));
    this.commit('begin');
  }

  put(path: string, content: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), content);
  }

  putReleases(...releases: readonly Release[]): void {
    rmSync(join(this.folder, 'environments'), { recursive: true, force: true });
    for (const release of releases)
      this.put(
        `environments/${release.environment}/releases/${release.service}.json`,
        renderRelease(release),
      );
  }

  git(...args: readonly string[]): string {
    return execFileSync('git', args, { cwd: this.folder, env: this.env, encoding: 'utf8' }).trimEnd();
  }

  /** Commits all there is. @returns the commit's id */
  commit(subject: string): string {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', subject);
    return this.git('rev-parse', 'HEAD');
  }
}
