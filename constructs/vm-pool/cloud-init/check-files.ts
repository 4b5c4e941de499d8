import { type Finding, problem } from '../../../core/findings';
import { entry, hasForeignShebang } from '../../../core/text';
import { checkMountPath } from '../mount-paths';
import { checkForm } from './check-form';
import type { CloudInit } from './cloud-init';

const ABSOLUTE = /^(?!.*\/\/)(?!.*\/\.{1,2}(?:\/|$))\/\S*[^\s/]$/;
/** A field of /etc/fstab: the next one begins at a space. */
const FIELD = /^[^\s#]\S*$/;
const PERMISSIONS = /^0[0-7]{3}$/;
const OWNER = /^[a-z_][a-z0-9_-]*(:[a-z_][a-z0-9_-]*)?$/;

/** The problems of the files that a machine gets. */
export function checkFiles(files: NonNullable<CloudInit['files']>, path: string): readonly Finding[] {
  return [
    ...Object.entries(files).flatMap(([file, { content, permissions = '0644', owner = 'root' }]) => {
      const at = entry(path, file);
      return [
        ...checkForm(ABSOLUTE, file, at, 'an absolute path without spaces'),
        ...checkForm(PERMISSIONS, permissions, `${at}.permissions`, 'four octal digits such as 0640'),
        ...checkForm(OWNER, owner, `${at}.owner`, 'a user or user:group'),
        ...script(content, `${at}.content`),
      ];
    }),
    ...filesInFiles(Object.keys(files), path),
  ];
}

function script(content: string, path: string): readonly Finding[] {
  if (!hasForeignShebang(content)) return [];
  return [
    problem({
      rule: 'cloud-init/files',
      path,
      message:
        'must be a script with line ends of Unix: Linux takes a carriage return for a part of the name of its program',
      value: '\\r\\n',
      advice: 'Save the file with line ends of Unix, or remove \\r from the text.',
    }),
  ];
}

/** What is a file can hold no other. */
function filesInFiles(files: readonly string[], path: string): readonly Finding[] {
  const all = new Set(files);
  return files.flatMap((file) => {
    const above = parentsOf(file).find((parent) => all.has(parent));
    if (above === undefined) return [];
    return [
      problem({
        rule: 'cloud-init/files',
        path: entry(path, file),
        message: 'must not lie below another file',
        value: `${file}, below ${above}`,
        advice: 'Give one of the two another path.',
      }),
    ];
  });
}

function parentsOf(file: string): readonly string[] {
  const parts = file.split('/');
  return parts.slice(2).map((_, index) => parts.slice(0, index + 2).join('/'));
}

/** The problems of what a machine mounts. */
export function checkMounts(mounts: NonNullable<CloudInit['mounts']>, path: string): readonly Finding[] {
  return Object.entries(mounts).flatMap(([mount, { device, fileSystem = 'auto', options = 'defaults' }]) => {
    const at = entry(path, mount);
    const wrong = checkForm(ABSOLUTE, mount, at, 'an absolute path without spaces');
    const what = 'a device or a file system of another machine, without spaces';
    return [
      ...(wrong.length > 0 ? wrong : checkMountPath(mount, at)),
      ...checkForm(FIELD, device, `${at}.device`, what),
      ...checkForm(FIELD, fileSystem, `${at}.fileSystem`, 'a file system such as nfs4'),
      ...checkForm(FIELD, options, `${at}.options`, 'options joined by commas, without spaces'),
    ];
  });
}
