import type { Finding } from '../../core/findings';
import { demand, entry, has, quoted } from './check';
import { type FileContent, isOwn } from './file';
import { isWritable } from './mount';
import { fileKey, fileName, mountName, scratchName } from './mount-names';
import { faultOfMountPath, isWithin, type MountPathFault, strangeIn } from './mount-path';
import type { ResolvedWorkload } from './workload-spec';

/** One thing that a container has mounted. */
interface Mount {
  readonly path: string;
  /** Where the specification says it. */
  readonly from: string;
  /** Its name among its kind, which Kubernetes demands to be unique. */
  readonly name: string;
  /** Whether others may be mounted in it: the runtime makes a place for them there. */
  readonly takesOthers: boolean;
}

/** Each is mounted at a path that can be mounted at, and none hides another. */
export function places(workload: ResolvedWorkload, path: string): readonly Finding[] {
  const all = mountsOf(workload, path);
  return all.flatMap((mount, position) => [...form(mount), ...conflict(mount, all.slice(0, position))]);
}

/** All that a container has mounted. */
export function mountsOf(
  { files, mounts: others, scratch: directories, volumes }: ResolvedWorkload,
  path: string,
): readonly Mount[] {
  return [
    ...Object.entries(volumes).map(([name, { mountPath }]) => ({
      path: mountPath,
      from: `${entry(`${path}.volumes`, name)}.mountPath`,
      name: `volume ${name}`,
      takesOthers: true,
    })),
    ...directories.map(({ path: directory }) => ({
      path: directory,
      from: entry(`${path}.scratch`, directory),
      name: scratchName(directory),
      takesOthers: true,
    })),
    ...Object.entries(others).map(([place, mount]) => ({
      path: place,
      from: entry(`${path}.mounts`, place),
      name: mountName(place),
      takesOthers: isWritable(mount),
    })),
    ...Object.entries(files).map(([file, content]) => ({
      path: file,
      from: entry(`${path}.files`, file),
      name: ownNameOf(file, content),
      takesOthers: false,
    })),
  ];
}

/** Files of the workload share one volume, as keys of one ConfigMap. */
function ownNameOf(file: string, content: FileContent): string {
  return isOwn(content) ? `file ${fileKey(file)}` : fileName(file);
}

const FAULTS: Readonly<Record<MountPathFault, Pick<Finding, 'message' | 'advice'>>> = {
  form: {
    message: 'must be an absolute path below /, without //, /./, /../ or a slash at its end',
    advice: 'Write it as the process opens it: /var/cache/nginx.',
  },
  character: {
    message: 'must be of printable ASCII, without colons, backslashes, or spaces at the end of a name',
    advice: 'Write it with characters of ASCII, as the process opens it: /var/cache/nginx.',
  },
  length: {
    message: 'must have names of at most 255 characters, and 4095 in all, which is what Linux takes',
    advice: 'Mount it under a shorter name.',
  },
  kernel: {
    message: 'must not lie in /dev, /proc or /sys, which belong to the kernel',
    advice: 'Mount it elsewhere.',
  },
};

function form({ path, from, name }: Mount): readonly Finding[] {
  const fault = faultOfMountPath(path);
  if (fault === undefined)
    return demand(!name.startsWith('file ') || has('dataKey', name.slice('file '.length)), {
      rule: 'workload/mount-path',
      path: from,
      message: 'must not begin with two dots, which no key of a ConfigMap does',
      value: quoted(path),
      advice: 'Rename the file.',
    });
  const strange = fault === 'character' ? `, which has ${shown(strangeIn(path) ?? '')} in it` : '';
  return demand(false, {
    rule: 'workload/mount-path',
    path: from,
    ...FAULTS[fault],
    value: fault === 'length' ? `${path.length} characters` : `${quoted(path)}${strange}`,
  });
}

/** A character that may look like another one, or like none. */
function shown(character: string): string {
  if (/^[\x21-\x7e]$/.test(character)) return quoted(character);
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The runtime mounts the outer first, and then what lies in it. Where it cannot write, there is no place for what lies in it. */
function conflict(mount: Mount, earlier: readonly Mount[]): readonly Finding[] {
  const other = earlier.find((one) => hides(one, mount) || hides(mount, one));
  const namesake = earlier.find(({ name, path }) => name === mount.name && path !== mount.path);
  return [
    ...demand(other === undefined, {
      rule: 'workload/mount-conflict',
      path: mount.from,
      message: 'must be at a path of its own, and not in a file or in what is mounted read-only',
      value: `${quoted(mount.path)}, beside ${quoted(other?.path)} of ${other?.from ?? ''}`,
      advice: 'Give each a place of its own. In a volume or a scratch directory there may be others.',
    }),
    ...demand(other !== undefined || namesake === undefined, {
      rule: 'workload/mount-conflict',
      path: mount.from,
      message: 'must differ from the others in more than punctuation',
      value: `${quoted(mount.path)}, beside ${quoted(namesake?.path)}`,
      advice: 'Both get the same name in Kubernetes, where - stands for what a name cannot hold: rename one.',
    }),
  ];
}

function hides(outer: Mount, inner: Mount): boolean {
  return inner.path === outer.path || (isWithin(inner.path, outer.path) && !outer.takesOthers);
}
