import { clearSecretsIn } from '../../../core/secrets';
import type { Draft } from '../draft';
import { nameFrom } from '../slug';
import type { Input } from '../input';
import { mountPlace } from '../mount-place';
import { composeBytes, FIRST_SIZE, sizeInMemory } from '../quantities';
import { Call, callWith, Name } from '../source';
import type { ComposeContext } from './context';

const FOLDER =
  'A folder of the machine that runs Compose. What is code belongs into the image, what is configuration into `files`, what must last into `volumes`.';

/** Secrets, configurations, volumes and directories in memory. */
export function readMounts(draft: Draft, service: Input, context: ComposeContext): void {
  for (const input of service.at('secrets').items()) secret(draft, input, context);
  for (const input of service.at('configs').items()) config(draft, input, context);
  for (const input of service.at('volumes').items())
    if (typeof input.value === 'object') longMount(draft, input, context);
    else shortMount(draft, input, context);
  const tmpfs = service.at('tmpfs');
  for (const input of typeof tmpfs.value === 'string' ? [tmpfs] : tmpfs.items()) {
    const [path = '', options = ''] = (input.text() ?? '').split(':');
    const [, number, unit = ''] = /(?:^|,)size=(\d+)([kmg]?)/i.exec(options) ?? [];
    const factor = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 }[unit.toLowerCase()] ?? 1;
    inMemory(draft, path, number === undefined ? undefined : Number(number) * factor, input);
    if (/(?:^|,)(?!size=|rw\b|$)/.test(options))
      input.note('Of the options of a tmpfs, only its size is carried over.');
  }
  const shared = service.at('shm_size');
  const size = composeBytes(shared);
  if (size !== undefined) inMemory(draft, '/dev/shm', size, shared);
}

function inMemory(draft: Draft, path: string, size: number | undefined, input: Input): void {
  const place = mountPlace(draft, path, input, true);
  if (place === undefined) return;
  draft.scratch.set(place, { inMemory: true, size });
  if (size === undefined) input.note(sizeInMemory());
}

function shortMount(draft: Draft, input: Input, context: ComposeContext): void {
  const parts = (input.text() ?? '').split(':');
  // `C:\…` of Windows is a folder of the machine as well.
  if (parts.length === 1) anonymous(draft, parts[0] ?? '', input);
  else {
    const [name = '', path = '', options = ''] = parts;
    const said = options.split(',');
    const isReadOnly = said.includes('ro');
    if (said.some((one) => !/^(?:|r[ow]|z|Z|nocopy|cached|delegated|consistent)$/.test(one)))
      input.note('Of its options, only ro is carried over.');
    if (/^\\|^[A-Za-z]$/.test(name)) input.leave(`${FOLDER} It was seen at ${path}.`);
    else if (/^[./~]/.test(name)) bound(draft, { name, path, isReadOnly }, input, context);
    else named(draft, { name, path, isReadOnly, isFilled: !said.includes('nocopy') }, input, context);
  }
}

function longMount(draft: Draft, input: Input, context: ComposeContext): void {
  const type = input.at('type').text() ?? 'volume';
  const source = input.at('source').text() ?? '';
  const path = input.at('target').text() ?? '';
  const isReadOnly = input.at('read_only').flag() ?? false;
  if (type === 'tmpfs') inMemory(draft, path, composeBytes(input.at('tmpfs', 'size')), input);
  else if (type === 'bind') bound(draft, { name: source, path, isReadOnly }, input, context);
  else if (type !== 'volume') input.leave(`A mount of type ${type} has no counterpart.`);
  else if (source === '') anonymous(draft, path, input);
  else {
    const isFilled = input.at('volume', 'nocopy').flag() !== true;
    const subPath = input.at('volume', 'subpath').text();
    named(draft, { name: source, path, isReadOnly, isFilled, subPath }, input, context);
  }
}

/** What is mounted from the machine that runs Compose: a text is one of `files`, and what is written there is a volume. */
function bound(draft: Draft, mount: NamedVolume, input: Input, context: ComposeContext): void {
  const { name: source, path, isReadOnly } = mount;
  const beside = context.beside(source);
  if (source.endsWith('docker.sock'))
    input.leave(
      'Docker’s socket gives away the machine. For what asks Kubernetes instead, give a serviceAccount its rights.',
    );
  else if (/^\/etc\/(?:localtime|timezone)$/.test(source))
    input.leave('A pod has the time zone of its image: give it the variable TZ.');
  else if (beside.kind === 'text') {
    const place = mountPlace(draft, path, input, false);
    if (place === undefined) return;
    const mode = beside.isProgram ? { mode: new Name('0o555') } : {};
    if (!textFile(draft, place, beside.text, mode, input)) return;
    input.note(
      `The text of ${source} is in files now, as it is today${isReadOnly ? '' : ', and read-only'}.`,
    );
  } else if (beside.kind === 'data' && !isReadOnly) {
    const volumes = draft.volumes.size + Object.keys(draft.mounts).length;
    named(draft, { ...mount, source, name: lastPart(source) }, input, context);
    if (draft.volumes.size + Object.keys(draft.mounts).length > volumes)
      input.note('A folder of the machine that runs Compose: here it is a volume, which is empty at first.');
  } else input.leave(`${FOLDER} It was seen at ${path}.`);
}

/** `./docker-data/mail/` → `mail`. */
function lastPart(path: string): string {
  return path.split('/').findLast((part) => /\w/.test(part)) ?? 'data';
}

function anonymous(draft: Draft, path: string, input: Input): void {
  const place = mountPlace(draft, path, input, true);
  if (place === undefined) return;
  draft.scratch.set(place, {});
  draft.filled.add(place);
  input.note('It is scratch here: each pod has its own, which ends with it.');
}

interface NamedVolume {
  readonly name: string;
  readonly path: string;
  readonly isReadOnly: boolean;
  /** The folder of the machine that it stands for. */
  readonly source?: string;
  /** Whether Docker fills it with what the image has there. */
  readonly isFilled?: boolean;
  /** The folder of it that is mounted. */
  readonly subPath?: string | undefined;
}

function named(
  draft: Draft,
  { name, path, isReadOnly, source, isFilled = false, subPath }: NamedVolume,
  input: Input,
  context: ComposeContext,
): void {
  const place = mountPlace(draft, path, input, !isReadOnly);
  if (place === undefined) return;
  const top = context.root.at('volumes', name);
  const external = top.at('external').flag() === true;
  const own = top.at('name').text() ?? name;
  if (external || context.shared.has(source ?? name)) {
    if (isFilled) draft.filled.add(place);
    const claim = nameFrom(external ? own : name, new Set());
    draft.mounts[place] = callWith('existingClaim', [claim], { readOnly: isReadOnly || undefined, subPath });
    input.note(
      external
        ? `The claim ${claim} must be there: something else declares it.`
        : `Several pods use it: declare a claim ${claim} that they may share, of access mode ReadWriteMany.`,
    );
    return;
  }
  const before = draft.sources.get(source ?? name);
  if (before !== undefined) {
    input.leave(
      `${name} is mounted at ${before} already: for several folders of one claim, declare it yourself and mount existingClaim('${nameFrom(name, new Set())}').`,
    );
    return;
  }
  draft.sources.set(source ?? name, place);
  if (isFilled) draft.filled.add(place);
  if (isReadOnly) input.note('Its only reader may write to it here.');
  const volume = nameFrom(name, new Set(draft.volumes.keys())).slice(0, 40).replace(/-+$/, '');
  draft.volumes.set(volume, { mountPath: place, size: FIRST_SIZE, subPath });
}

function modeOf(input: Input): { readonly mode?: Name } {
  const { value } = input.at('mode');
  const text = input.at('mode').text();
  if (text === undefined) return {};
  // Quoted, its digits are octal.
  const digits = typeof value === 'number' ? value.toString(8) : text.replace(/^0o?/, '');
  if (/^[0-7]{1,3}$/.test(digits)) return { mode: new Name(`0o${digits}`) };
  input.at('mode').leave('It is not a file mode such as 0440.');
  return {};
}

function secret(draft: Draft, input: Input, context: ComposeContext): void {
  const isLong = typeof input.value === 'object';
  const source = (isLong ? input.at('source').text() : input.text()) ?? '';
  const target = isLong ? (input.at('target').text() ?? source) : source;
  const top = context.root.at('secrets', source);
  const external = top.at('external').flag() === true;
  const name = nameFrom(top.at('name').text() ?? source, new Set());
  const place = mountPlace(draft, target.startsWith('/') ? target : `/run/secrets/${target}`, input, false);
  if (place === undefined) return;
  draft.files[place] = draft.secretKey(name, 'value', isLong ? modeOf(input) : {});
  for (const key of ['file', 'environment'])
    top.at(key).leave(`Its value is not carried over: give it to the secret ${name}, key value.`);
  if (external) input.note(`Its value is not in the file: give it to the secret ${name}, key value.`);
}

function config(draft: Draft, input: Input, context: ComposeContext): void {
  const isLong = typeof input.value === 'object';
  const source = (isLong ? input.at('source').text() : input.text()) ?? '';
  const target = isLong ? input.at('target').text() : undefined;
  const top = context.root.at('configs', source);
  const file = top.at('file').text();
  const beside = file === undefined ? undefined : context.beside(file);
  const content = top.at('content').text() ?? (beside?.kind === 'text' ? beside.text : undefined);
  const place = mountPlace(draft, target ?? `/${source}`, input, false);
  if (place === undefined) return;
  const mode = isLong ? modeOf(input) : {};
  for (const key of ['file', 'environment', 'external']) top.at(key).take();
  if (content === undefined)
    input.leave(`Its content is not in the file: give it to files: { '${place}': … }.`);
  else textFile(draft, place, content, mode, input);
}

/** Puts a text in its place, unless it holds a secret. */
function textFile(
  draft: Draft,
  place: string,
  content: string,
  { mode }: { readonly mode?: Name },
  input: Input,
): boolean {
  if (clearSecretsIn({ content }, '').length > 0) {
    input.leave(`Its content holds a secret: give the file as files: { '${place}': secretKey('…', '…') }.`);
    return false;
  }
  draft.files[place] = mode === undefined ? content : new Call('file', content, { mode });
  return true;
}
