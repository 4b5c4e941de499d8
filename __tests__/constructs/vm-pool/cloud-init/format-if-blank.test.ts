import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatCommands } from '../../../../constructs/vm-pool/cloud-init/data-disks';

/** Runs the command against stand-ins for the programs it calls; returns what was formatted and how it ended. */
function run(
  blkid: number,
  isBlockDevice = true,
): { readonly status: number | null; readonly formatted: string } {
  const [command] = formatCommands([
    { name: 'data', device: '/dev/disk/by-id/wwn-0x1', path: '/data', fileSystem: 'ext4' },
  ]);
  const [, , , shell = '', ...args] = command as string[];
  const folder = mkdtempSync(join(tmpdir(), 'slipway-format-'));
  try {
    const log = join(folder, 'formatted');
    writeFileSync(log, '');
    const stub = (name: string, body: string) => {
      writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
    };
    stub('udevadm', 'exit 0');
    stub('blkid', `exit ${blkid}`);
    stub('mkfs', `echo "$@" >> ${log}`);
    const [flag = '', script = '', ...rest] = args;
    const withTest = `test() { ${isBlockDevice ? 'true' : 'false'}; }\n${script}`;
    const { status } = spawnSync(shell, [flag, withTest, ...rest], {
      env: { PATH: `${folder}:/usr/bin:/bin` },
    });
    return { status, formatted: readFileSync(log, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('a blank disk is formatted', () => {
  expect(run(2)).toEqual({ status: 0, formatted: '-t ext4 /dev/disk/by-id/wwn-0x1\n' });
});

test('a disk with anything on it is left alone', () => {
  expect(run(0)).toEqual({ status: 0, formatted: '' });
});

test.each([1, 4, 8, 127])(
  'a disk that blkid cannot judge (%d) is left alone, and the boot says so',
  (code) => {
    expect(run(code)).toEqual({ status: code, formatted: '' });
  },
);

test('a missing disk is not formatted', () => {
  expect(run(2, false)).toEqual({ status: 1, formatted: '' });
});
