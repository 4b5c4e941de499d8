import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyStack, planStack, type StackFolder } from '../../lab';
import { freshHome } from './support/fresh-home';
import { whereMachinesRun } from './support/where-machines-run';

// What becomes of the libvirt provider's race, with a Terraform that says what it is told to.

const HUNG = 'libvirt_cloudinit_disk.nodes-0: Still creating... [20s elapsed]';
const EMPTY = 'Error: error while retrieving remote ISO: corrupted-image: EOF';

let home: string;
let stack: StackFolder;
let told: string[];
const path = process.env.PATH;

whereMachinesRun('a plan or an apply that meets the race', () => {
  beforeEach(() => {
    home = freshHome();
    mkdirSync(join(home, '.terraform'));
    told = [];
    stack = { folder: home, providers: home, tell: (message) => told.push(message) };
    process.env.PATH = `${home}:${path ?? ''}`;
  });
  afterEach(() => {
    process.env.PATH = path;
    rmSync(home, { recursive: true, force: true });
  });

  test('a plan that reads an empty disk is made again', async () => {
    terraform({ plan: [fails(EMPTY), plans({ 'a.b': 'create' })] });

    expect((await planStack(stack)).changes).toEqual({ 'a.b': 'create' });
    expect(told).toEqual([expect.stringContaining('read an empty cloud-init disk')]);
  });

  test('a plan that fails for another reason is not', async () => {
    terraform({ plan: [fails('Error: failed to connect'), plans({})] });

    await expect(planStack(stack)).rejects.toThrow('Error: failed to connect');
  });

  test.each([
    ['hangs', hangs(HUNG)],
    ['reads an empty disk', fails(EMPTY)],
  ])('an apply that %s goes on with what is left', async (_, first) => {
    terraform({
      plan: [plans({ 'a.b': 'create', 'a.c': 'create' }), plans({ 'a.c': 'create' })],
      apply: [first, 'exit 0'],
    });
    const removed: string[] = [];

    const done = await applyStack(stack, {
      removeUnrecorded: () => Promise.resolve(void removed.push('removed')),
    });

    expect(done).toEqual({ 'a.b': 'create', 'a.c': 'create' });
    expect(removed).toEqual(['removed']);
    expect(calls()).toEqual(['plan', 'show', 'apply', 'plan', 'show', 'apply']);
  });

  test('an apply that would have to do something else afterwards stops there', async () => {
    terraform({ plan: [plans({ 'a.b': 'create' }), plans({ 'a.x': 'delete' })], apply: [fails(EMPTY)] });

    await expect(applyStack(stack, { removeUnrecorded: () => Promise.resolve() })).rejects.toThrow(
      'left more to do than it began with: a.x',
    );
    expect(calls().filter((call) => call === 'apply')).toHaveLength(1);
  });

  test('an apply that fails for another reason is not repeated', async () => {
    terraform({ plan: [plans({ 'a.b': 'create' })], apply: [fails('Error: no space left on device')] });

    await expect(applyStack(stack, { removeUnrecorded: () => Promise.resolve() })).rejects.toThrow(
      'no space left on device',
    );
    expect(calls().filter((call) => call === 'apply')).toHaveLength(1);
  });
});

/** Puts a `terraform` on the PATH that does these things, one at each call of a command. */
function terraform(script: Readonly<Record<string, readonly string[]>>): void {
  for (const [command, lines] of Object.entries(script))
    lines.forEach((line, index) => {
      writeFileSync(join(home, `${command}-${index + 1}`), line);
    });
  const program = `#!/bin/bash
cd '${home}'
echo "$1" >> calls
if [[ $1 = show ]]; then cat shown; exit; fi
. "./$1-$(grep -cx "$1" calls)"
`;
  writeFileSync(join(home, 'terraform'), program);
  chmodSync(join(home, 'terraform'), 0o755);
}

function plans(changes: Readonly<Record<string, string>>): string {
  const shown = {
    resource_changes: Object.entries(changes).map(([address, action]) => ({
      address,
      change: { actions: [action] },
    })),
  };
  return `echo '${JSON.stringify(shown)}' > shown; exit 2`;
}

function fails(message: string): string {
  return `echo '${message}' >&2; exit 1`;
}

function hangs(message: string): string {
  return `echo '${message}'; sleep 600`;
}

function calls(): readonly string[] {
  return readFileSync(join(home, 'calls'), 'utf8').trim().split('\n');
}
