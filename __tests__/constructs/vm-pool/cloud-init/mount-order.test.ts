import { parse } from 'yaml';
import { userData } from '../../../../constructs/vm-pool/cloud-init';

const disk = (name: string, path: string) => ({ name, device: `/dev/${name}`, path, fileSystem: 'ext4' });

function read(...[cloudInit, disks]: Parameters<typeof userData>): any {
  return parse(userData(cloudInit, disks));
}

test('a mount around another one comes first, whatever they are called, and the inner one makes its directory', () => {
  const { mounts } = read({}, [disk('data', '/var/lib/pg/wal'), disk('wal', '/var/lib/pg')]);
  expect(mounts).toEqual([
    ['/dev/wal', '/var/lib/pg', 'ext4'],
    ['/dev/data', '/var/lib/pg/wal', 'ext4', 'defaults,nofail,x-mount.mkdir'],
  ]);
});

test('mounts beside each other stay in their order, since another one would be another machine', () => {
  const { mounts } = read({}, [disk('a', '/srv/z'), disk('b', '/srv/a'), disk('c', '/srv/zz')]);
  expect(mounts.map(([, path]: string[]) => path)).toEqual(['/srv/z', '/srv/a', '/srv/zz']);
});

test('a mount of another kind is ordered with the disks, and keeps its own options', () => {
  const mounts = { '/srv/shared': { device: '10.20.0.5:/export', fileSystem: 'nfs', options: 'ro' } };
  expect(read({ mounts }, [disk('in', '/srv/shared/in')]).mounts).toEqual([
    ['10.20.0.5:/export', '/srv/shared', 'nfs', 'ro'],
    ['/dev/in', '/srv/shared/in', 'ext4', 'defaults,nofail,x-mount.mkdir'],
  ]);
});

test('a file below a mount is written once it is mounted; others are written early', () => {
  const files = { '/srv/data/x': { content: 'x' }, '/etc/x': { content: 'x' } };
  expect(read({ files }, [disk('data', '/srv/data')]).write_files).toEqual([
    { path: '/etc/x', content: 'x', permissions: '0644' },
    { path: '/srv/data/x', content: 'x', permissions: '0644', defer: true },
  ]);
});

test('what another machine has is mounted once more, when its client is there, before commands that may need it', () => {
  const mounts = {
    '/srv/shared': { device: '10.20.0.5:/export', fileSystem: 'nfs' },
    '/srv/windows': { device: '//files/share' },
    '/srv/local': { device: '/dev/vdc' },
  };
  const { runcmd } = read({ packages: ['nfs-common'], mounts, commands: ['start'] }, []);
  expect(runcmd).toEqual([
    'mountpoint -q /srv/shared || mount /srv/shared',
    'mountpoint -q /srv/windows || mount /srv/windows',
    'start',
  ]);
});
