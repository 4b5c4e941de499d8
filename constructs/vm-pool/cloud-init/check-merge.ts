import { type Finding, nearest, problem } from '../../../core/findings';
import { at, entryOf, type Json } from '../../../core/json';
import { type Mismatch, mismatches } from '../../../core/json-schema';
import { entry } from '../../../core/text';
import { shown } from '../../shape';
import { SECRET_KEYS } from './check-values';
import { given, isList, isMap } from './merge';
import { MODULE_KEYS } from './module-keys';
import { schemaOfKey } from './saved-schema';

const SLOT_SAYS = "A machine's name, address and network come from its slot, so that they stay unique.";
const FORMATS =
  'It formats by force at each new instance, which a replacement is. Slipway formats what is blank.';
/** Keys of a cloud-config that are not the user's to set, and why. */
const OUR_KEYS: Readonly<Record<string, string>> = {
  hostname: SLOT_SAYS,
  fqdn: SLOT_SAYS,
  network: SLOT_SAYS,
  preserve_hostname: SLOT_SAYS,
  final_message: 'It marks the end of the first boot, which a deploy waits for. Print your own by a command.',
  fs_setup: FORMATS,
  disk_setup: FORMATS,
};
/** What Slipway has entries of its own in. Anything but a list would drop them. */
const LISTS = ['users', 'packages', 'write_files', 'bootcmd', 'mounts', 'runcmd'];
/** What the root disk needs, whatever the image says. */
const NEEDED = ['growpart', 'resize_rootfs', 'disable_root', 'manage_etc_hosts'];

/** The problems of a cloud-config that is merged into ours. */
export function checkMerge(merge: unknown, path: string): readonly Finding[] {
  if (!isMap(merge)) {
    return [
      wrong(
        path,
        'form',
        'must be a map of cloud-config keys',
        'Write the keys of a cloud-config.',
        typeof merge,
      ),
    ];
  }
  return given(merge).flatMap(([key, value]) => checkKey(key, value, `${path}.${key}`));
}

function checkKey(key: string, value: unknown, path: string): readonly Finding[] {
  const reserved = entryOf(OUR_KEYS, key);
  if (reserved !== undefined) return [wrong(path, 'reserved', 'must not be set', reserved)];
  if (!MODULE_KEYS.includes(key)) return misspelt(key, path);
  if (LISTS.includes(key) && !isList(value))
    return [
      wrong(
        path,
        'list',
        'must be a list: its entries are appended to those of Slipway',
        'Write a list, or leave it out.',
        shown(value),
      ),
    ];
  if (NEEDED.includes(key) && value === null)
    return [wrong(path, 'list', 'must not be emptied', 'Give it another value, or leave it out.', 'null')];
  const files =
    key === 'write_files' && isList(value)
      ? value.flatMap((file, index) => checkFile(file, `${path}[${index}]`))
      : [];
  // What only holds secrets is refused for that, whatever its form.
  return files.length > 0 || SECRET_KEYS.has(key) ? files : checkForm(key, value as Json, path);
}

/** cloud-init passes over a value that its schema does not allow, or stops in the middle of the first boot. */
function checkForm(key: string, value: Json, path: string): readonly Finding[] {
  const schema = schemaOfKey(key);
  if (schema === undefined) return [];
  return mismatches(value, schema).map((found) => mismatched(found, value, path));
}

function mismatched({ at: steps, message, nearest: meant }: Mismatch, value: Json, path: string): Finding {
  const met = at(value, ...steps);
  const place = steps.reduce<string>(
    (above, step) => (typeof step === 'number' ? `${above}[${step}]` : entry(above, step)),
    path,
  );
  return wrong(
    place,
    'value',
    `${message}, as cloud-init reads it`,
    meant === undefined
      ? 'Write it as the reference of cloud-init has it.'
      : `Write ${meant}, or take it out.`,
    typeof met === 'object' && met !== null ? undefined : shown(met),
  );
}

/** cloud-init passes over a key that it does not know, with a warning in a log that nobody reads. */
function misspelt(key: string, path: string): readonly Finding[] {
  const meant = nearest(key, MODULE_KEYS);
  if (meant === undefined) return [];
  return [wrong(path, 'key', 'must be a key that cloud-init knows', `Write ${meant}, or take it out.`, key)];
}

/** In YAML 0644 is the number 420, and 644 is another mode altogether. */
function checkFile(file: unknown, path: string): readonly Finding[] {
  const mode = isMap(file) ? file['permissions'] : undefined;
  if (mode === undefined || (typeof mode === 'string' && /^0[0-7]{3}$/.test(mode))) return [];
  return [
    wrong(
      `${path}.permissions`,
      'form',
      'must be four octal digits as text',
      "Write it like '0640'.",
      shown(mode),
    ),
  ];
}

function wrong(path: string, rule: string, message: string, advice: string, value?: string): Finding {
  return problem({
    rule: `cloud-init/${rule}`,
    path,
    message,
    ...(value === undefined ? {} : { value }),
    advice,
  });
}
