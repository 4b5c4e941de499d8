import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SlotRecord } from 'slipway';
import { sshWatch } from '../../../operations/rolling';

const machine = {
  name: 'shop-prod-nodes-0',
  address: '10.0.0.16',
  users: ['ops', 'backup'],
  jump: 'ops@rack1',
  instanceId: 'shop-prod-nodes-0-new',
} as unknown as SlotRecord;

const folder = mkdtempSync(join(tmpdir(), 'slipway-ssh-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

let scripts = 0;

/** A watch whose ssh is a shell script, which has its arguments in `$@`, the line for the machine last. */
function watchBy(script: string) {
  scripts += 1;
  const path = join(folder, `ssh-${scripts}`);
  writeFileSync(path, script);
  return sshWatch({ ssh: ['sh', path], timeoutMs: 2_000, everyMs: 20 });
}

const says = (instance: string, status: string) => watchBy(`echo ${instance}; echo 'status: ${status}'`);

test('the first user is asked, through the host where there is no other way', async () => {
  const asked = join(folder, 'asked');
  await watchBy(`printf '%s\\n' "$@" > ${asked}; echo x`).isUp(machine, false);
  const watch = watchBy(
    `grep -qx -- -J ${asked} && grep -qx ops@rack1 ${asked} && grep -qx ops@10.0.0.16 ${asked} || exit 255`,
  );
  expect(await watch.isUp(machine, false)).toBe(true);
});

test.each([
  ['answers as itself after its first boot', 'shop-prod-nodes-0-new', 'done', true],
  ['is still at its first boot', 'shop-prod-nodes-0-new', 'running', false],
  ['is the one of before', 'shop-prod-nodes-0-old', 'done', false],
])('a machine that %s', async (_what, instance, status, isUp) => {
  expect(await says(instance, status).isUp(machine, true)).toBe(isUp);
});

test('a machine that is to be replaced is up when it answers, and not when ssh does not reach it', async () => {
  expect(await says('shop-prod-nodes-0-old', 'running').isUp(machine, false)).toBe(true);
  expect(await watchBy('echo refused >&2; exit 255').isUp(machine, false)).toBe(false);
});

test('a first boot is waited for until it is done', async () => {
  const turns = join(folder, 'turns');
  await watchBy(
    `echo >> ${turns}; [ $(wc -l < ${turns}) -gt 1 ] || exit 255
     echo shop-prod-nodes-0-new; [ $(wc -l < ${turns}) -gt 2 ] && echo 'status: done' || echo 'status: running'`,
  ).firstBoot(machine);
});

test('a first boot that ends in errors fails at once, with what cloud-init says', async () => {
  const watch = watchBy('echo shop-prod-nodes-0-new; echo "status: error"; echo "no such package"; exit 1');
  await expect(watch.firstBoot(machine)).rejects.toThrow(
    /first boot of shop-prod-nodes-0 ended in errors:\n[^]*no such package/,
  );
});

test('a machine that never answers fails with what ssh said last', async () => {
  const watch = watchBy('echo "No route to host" >&2; exit 255');
  await expect(watch.firstBoot(machine)).rejects.toThrow(
    'waited 2 s in vain for the first boot of shop-prod-nodes-0\nops@10.0.0.16: No route to host',
  );
});
