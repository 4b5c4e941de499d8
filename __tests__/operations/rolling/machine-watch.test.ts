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

test('the first user is used, through the host if there is no other route', async () => {
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
  ['is still the old one', 'shop-prod-nodes-0-old', 'done', false],
])('a machine that %s', async (_what, instance, status, isUp) => {
  expect(await says(instance, status).isUp(machine, true)).toBe(isUp);
});

test('an outdated machine is up if it answers, and not if ssh cannot reach it', async () => {
  expect(await says('shop-prod-nodes-0-old', 'running').isUp(machine, false)).toBe(true);
  expect(await watchBy('echo refused >&2; exit 255').isUp(machine, false)).toBe(false);
});

test('waits until a first boot is done', async () => {
  const turns = join(folder, 'turns');
  await watchBy(
    `echo >> ${turns}; [ $(wc -l < ${turns}) -gt 1 ] || exit 255
     echo shop-prod-nodes-0-new; [ $(wc -l < ${turns}) -gt 2 ] && echo 'status: done' || echo 'status: running'`,
  ).firstBoot(machine);
});

test("a first boot with errors fails at once, with cloud-init's messages", async () => {
  const watch = watchBy('echo shop-prod-nodes-0-new; echo "status: error"; echo "no such package"; exit 1');
  await expect(watch.firstBoot(machine)).rejects.toThrow(
    /first boot of shop-prod-nodes-0 ended in errors:\n[^]*no such package/,
  );
});

test("a machine that never answers fails with ssh's last message", async () => {
  const watch = watchBy('echo "No route to host" >&2; exit 255');
  await expect(watch.firstBoot(machine)).rejects.toThrow(
    'timed out after 2 s waiting for the first boot of shop-prod-nodes-0\nops@10.0.0.16: No route to host',
  );
});
