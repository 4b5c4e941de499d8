import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../../core/files';
import { outputOf } from '../../operations/process';
import type { LabFacts } from './project/lab';
import type { Shop } from './shop';

const CHECKOUT = join(__dirname, '..', '..');
const PROJECT = join(__dirname, 'project');
/** What the project takes from the checkout, instead of installing it. */
const PACKAGES = ['ts-node', 'typescript', '@swc'];
const IGNORED = ['node_modules', 'cdktf.out', 'state', 'facts.json', ''];

/**
 * Creates the project unless it exists: the lab's environments and a copy of the checkout's services, under git. The lab's
 * facts are written each time. They are not in the repository, since they differ from lab to lab.
 */
export async function layOutShop({ folder }: Shop, facts: LabFacts): Promise<void> {
  if (!existsSync(join(folder, '.git'))) {
    copyProject(folder);
    if (facts.emulated) waitLongerForTheDatabase(folder);
    linkPackages(folder);
    writeFileSync(join(folder, '.gitignore'), IGNORED.join('\n'));
    await git(folder, 'init', '--quiet', '--initial-branch=main');
    await git(folder, 'config', 'user.name', 'The lab');
    await git(folder, 'config', 'user.email', 'lab@localhost');
    await commitAll(folder, 'The shop, as the lab ships it');
  }
  writeAtomically(join(folder, 'facts.json'), `${JSON.stringify(facts, undefined, 2)}\n`);
}

/** Commits all changes, if there are any. */
export async function commitAll(folder: string, message: string): Promise<void> {
  await git(folder, 'add', '--all');
  const changed = await git(folder, 'status', '--porcelain');
  if (changed !== '') await git(folder, 'commit', '--quiet', `--message=${message}`);
}

function copyProject(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(PROJECT).filter((entry) => entry !== 'services'))
    cpSync(join(PROJECT, name), join(folder, name), { recursive: true });
  cpSync(join(CHECKOUT, 'services'), join(folder, 'services'), { recursive: true });
  cpSync(join(CHECKOUT, 'tsconfig.json'), join(folder, 'tsconfig.json'));
}

/**
 * Without KVM, logging in to PostgreSQL takes longer than the services wait for it: SCRAM hashes the password 4,096 times. Each
 * login that is given up starts the next, and so the machine never gets done with one.
 */
function waitLongerForTheDatabase(folder: string): void {
  for (const service of ['api', 'worker']) {
    const path = join(folder, 'services', service, 'src', 'database.js');
    const source = readFileSync(path, 'utf8');
    const patched = source.replace('connectionTimeoutMillis: 1_500', 'connectionTimeoutMillis: 15_000');
    if (patched === source) throw new Error(`${path} no longer says how long it waits for a connection`);
    writeFileSync(path, patched);
  }
}

function linkPackages(folder: string): void {
  const packages = join(folder, 'node_modules');
  mkdirSync(packages, { recursive: true });
  const link = (name: string, target: string) => {
    if (!existsSync(join(packages, name))) symlinkSync(target, join(packages, name));
  };
  link('slipway', CHECKOUT);
  for (const name of PACKAGES) link(name, join(CHECKOUT, 'node_modules', name));
}

function git(folder: string, ...args: readonly string[]): Promise<string> {
  return outputOf('git', ['-C', folder, ...args], { timeoutMs: 60_000 });
}
