import { clearSecretsIn } from '../../../core/secrets';
import type { Draft } from '../draft';
import type { DraftVolume } from '../draft-parts';
import type { Input } from '../input';
import { mountPlace, scratchAt } from '../mount-place';
import { durationOf, FIRST_SIZE, IN_MEMORY, quantityOf, sizeInMemory } from '../quantities';
import { Call, callWith, Name, type Source } from '../source';
import { carriedFrom, type ManifestContext, objectOf } from './context';

/** What a container sees beside its image: files, scratch directories, claims, paths of the node. */
export function readMounts(draft: Draft, container: Input, pod: Input, context: ManifestContext): void {
  const volumes = new Map(
    pod
      .at('volumes')
      .items()
      .map((volume) => [volume.at('name').text() ?? '', volume]),
  );
  let hasWritable = false;
  for (const input of container.at('volumeMounts').items()) {
    const name = input.at('name').text() ?? '';
    const mount: Mount = {
      input,
      path: input.at('mountPath').text() ?? '',
      key: input.at('subPath').text(),
      isReadOnly: input.at('readOnly').flag() === true,
    };
    const volume = volumes.get(name);
    if (volume === undefined) claimed(draft, name, mount);
    else one(draft, volume, mount, context);
    hasWritable ||= mount.path === '/tmp';
  }
  if (!hasWritable && container.at('securityContext', 'readOnlyRootFilesystem').value !== true)
    scratchAt(draft, '/tmp');
}

const MAY_WRITE = 'The container may write to it here.';

interface Mount {
  readonly input: Input;
  readonly path: string;
  readonly key: string | undefined;
  readonly isReadOnly: boolean;
}

/** A volume of a stateful set's own. */
function claimed(draft: Draft, name: string, { input, path, key, isReadOnly }: Mount): void {
  if (isReadOnly) input.at('readOnly').note(MAY_WRITE);
  const place = mountPlace(draft, path, input, true);
  if (place === undefined) return;
  ownVolume(draft, name, { mountPath: place, size: FIRST_SIZE, subPath: key }, input);
}

/** A volume of a service is mounted at one place. */
function ownVolume(draft: Draft, name: string, volume: DraftVolume, input: Input): void {
  const known = draft.volumes.get(name);
  if (known === undefined) draft.volumes.set(name, volume);
  else
    input.leave(
      `${name} is mounted at ${known.mountPath} already: for several folders of one claim, declare it yourself and mount existingClaim('${name}', { subPath: '…' }).`,
    );
}

function one(draft: Draft, volume: Input, mount: Mount, context: ManifestContext): void {
  const { input, path, key, isReadOnly } = mount;
  const empty = volume.at('emptyDir');
  const config = volume.at('configMap');
  const secret = volume.at('secret');
  const claim = volume.at('persistentVolumeClaim');
  const host = volume.at('hostPath');
  if (config.value !== undefined || secret.value !== undefined) {
    keyed(draft, volume, mount, context);
    return;
  }
  const isWritable =
    empty.value !== undefined || (claim.isThere && !isReadOnly && claim.at('readOnly').flag() !== true);
  const place = mountPlace(draft, path, input, isWritable);
  if (place === undefined) {
    volume.take();
    return;
  }
  if (empty.value !== undefined) {
    if (isReadOnly) input.at('readOnly').note(MAY_WRITE);
    if (key !== undefined) input.at('subPath').leave('A scratch directory is mounted as a whole.');
    const medium = empty.at('medium').text() ?? '';
    const inMemory = medium === 'Memory';
    if (medium !== '' && !inMemory) empty.at('medium').leave('It is on the disk of the node here.');
    // As Kubernetes reads it, 0 is no limit.
    const limit = quantityOf(empty.at('sizeLimit')) ?? 0;
    const size = limit > 0 ? limit : inMemory ? IN_MEMORY : undefined;
    if (inMemory && limit <= 0) empty.at('sizeLimit').note(sizeInMemory());
    if (!inMemory && size === undefined)
      empty.note(
        'It may hold 256 MiB here, since nobody says how much: give its size in scratch, or scratchSize.',
      );
    draft.scratch.set(place, { size, inMemory });
  } else if (claim.isThere) {
    const name = claim.at('claimName').text() ?? '';
    const readOnly = claim.at('readOnly').flag() === true || isReadOnly;
    const object = objectOf(context, 'PersistentVolumeClaim', name);
    if (object !== undefined && context.ownClaims.has(name)) {
      const claimed = claimOf(object.at('spec'));
      if (readOnly) (isReadOnly ? input : claim).at('readOnly').note(MAY_WRITE);
      ownVolume(draft, name, { mountPath: place, subPath: key, ...claimed }, input);
      if (claimed.accessMode !== 'ReadWriteMany') draft.props['single'] = true;
    } else {
      const options = { readOnly: readOnly || undefined, subPath: key };
      draft.mounts[place] = callWith('existingClaim', [name], options);
    }
  } else if (host.isThere && draft.props['kind'] === 'daemonSet') {
    const type = host.at('type').text() ?? '';
    if (type === '')
      host.note(
        "It must be a folder of the node here: for another one, say type: 'File' or 'Socket', or how it is made.",
      );
    const options = {
      writable: isReadOnly ? undefined : true,
      type: type === '' || type === 'Directory' ? undefined : type === 'FileOrCreate' ? 'File' : type,
      propagation: propagationOf(draft, input.at('mountPropagation')),
    };
    const path = host.at('path').text() ?? '/';
    const whole = key === undefined ? path : `${path.replace(/\/+$/, '')}/${key}`;
    if (key !== undefined) input.at('subPath').note('It must be there on the node.');
    draft.mounts[place] = callWith('hostPath', [whole, carriedFrom(input)], options);
  } else if (host.isThere)
    host.leave('Only a daemon set may see a path of its node: other pods move from node to node.');
  else {
    const token = tokenIn(volume);
    const projected = volume.at('projected', 'defaultMode');
    if (token !== undefined && projected.isThere && projected.value !== 0o644)
      projected.leave('Everyone in its pod may read the token.');
    volume.take();
    if (token === undefined) volume.leave('Slipway has no volume of this kind.');
    else draft.mounts[place] = callWith('serviceAccountToken', [], token);
  }
}

function propagationOf(draft: Draft, input: Input): string | undefined {
  const mode = input.text();
  if (mode !== 'Bidirectional' || draft.props['privileged'] !== undefined)
    return mode === 'None' ? undefined : mode;
  input.leave('Kubernetes allows it to privileged containers alone.');
  return undefined;
}

/** The only thing in a projected volume, where that is a token. */
function tokenIn(volume: Input): Readonly<Record<string, Source | undefined>> | undefined {
  const [only, ...more] = volume.at('projected', 'sources').items();
  const token = only?.at('serviceAccountToken');
  if (token?.isThere !== true || more.length > 0 || token.at('path').text() !== 'token') return undefined;
  const audience = token.at('audience').text();
  const seconds = token.at('expirationSeconds').number();
  return { audience, expiration: seconds === undefined ? undefined : durationOf(seconds) };
}

/** The size of a claim and who may mount it, with all that is said of it. */
export function claimOf(spec: Input): Pick<DraftVolume, 'size' | 'accessMode'> {
  const modes = spec.at('accessModes').texts();
  const accessMode = (['ReadWriteMany', 'ReadWriteOncePod'] as const).find((mode) => modes.includes(mode));
  if (spec.at('volumeMode').text() === 'Block')
    spec.at('volumeMode').leave('A volume of a service is a file system.');
  if (modes.includes('ReadOnlyMany') && accessMode === undefined && !modes.includes('ReadWriteOnce'))
    spec.at('accessModes').note('A volume of a service is ReadWriteOnce here: its pods write to it.');
  spec.at('storageClassName').leave('The storage class is the environment’s: cluster.provides.storageClass.');
  return { size: quantityOf(spec.at('resources', 'requests', 'storage')) ?? FIRST_SIZE, accessMode };
}

/** The keys of a config map or a secret as files. */
function keyed(draft: Draft, volume: Input, { input, path, key }: Mount, context: ManifestContext): void {
  const isSecret = volume.at('secret').value !== undefined;
  const source = volume.at(isSecret ? 'secret' : 'configMap');
  const name = source.at(isSecret ? 'secretName' : 'name').text() ?? '';
  const optional = source.at('optional').flag() === true;
  const mode = modeOf(source.at('defaultMode'));
  const object = objectOf(context, isSecret ? 'Secret' : 'ConfigMap', name);
  const items = source
    .at('items')
    .items()
    .map((item) => [item.at('key').text() ?? '', item.at('path').text() ?? ''] as const);
  const keys = (isSecret ? ['data', 'stringData'] : ['data', 'binaryData']).flatMap((data) =>
    (object?.at(data).entries() ?? []).map(([entry]) => entry),
  );
  const files = items.length > 0 ? items : keys.map((entry) => [entry, entry] as const);
  const isSure = !isSecret && object !== undefined && files.every(([entry]) => keys.includes(entry));
  if (optional && !isSure && (files.length > 0 || key !== undefined))
    source.at('optional').note('A file of one key must be there before the pods start.');
  const chosen =
    key === undefined
      ? files
      : files.flatMap(([entry, file]): (readonly [string, string])[] => {
          if (file === key) return [[entry, '']];
          return file.startsWith(`${key}/`) ? [[entry, file.slice(key.length + 1)]] : [];
        });
  if (chosen.length === 0 && (items.length > 0 || (object !== undefined && !isSecret && key !== undefined))) {
    input.leave('Nothing of its volume is at this path.');
    return;
  }
  if (key === undefined && chosen.length > 0) draft.beside.add(path);
  if (chosen.length === 0) {
    const place = mountPlace(draft, path, input, false);
    if (place === undefined) return;
    const options = { optional: optional || undefined, mode };
    if (key !== undefined)
      draft.files[place] = isSecret
        ? draft.secretKey(name, key, { mode })
        : callWith('configMapKey', [name, key], { mode });
    else draft.mounts[place] = callWith(isSecret ? 'wholeSecret' : 'existingConfigMap', [name], options);
    if (isSecret) draft.secretNames.add(name);
    if (isSecret && key === undefined) draft.wholeSecrets.add(name);
    return;
  }
  for (const [entry, file] of chosen) {
    const place = mountPlace(draft, file === '' ? path : `${path.replace(/\/+$/, '')}/${file}`, input, false);
    if (place === undefined) continue;
    const text = object?.at('data', entry);
    const bytes = isSecret ? undefined : object?.at('binaryData', entry).text();
    if (isSecret) draft.files[place] = draft.secretKey(name, entry, { mode });
    else if (bytes !== undefined) draft.files[place] = bytesOf(bytes, mode);
    else if (text?.isThere !== true) draft.files[place] = callWith('configMapKey', [name, entry], { mode });
    else if (clearSecretsIn({ [entry]: text.text() ?? '' }, '').length > 0) {
      text.leave(`It holds a secret, and is read from the secret ${name}, key ${entry}.`);
      draft.files[place] = draft.secretKey(name, entry, { mode });
    } else {
      draft.mentions.push({ text: text.text() ?? '', input: text });
      draft.files[place] =
        mode === undefined ? (text.text() ?? '') : new Call('file', text.text() ?? '', { mode });
    }
  }
}

function bytesOf(base64: string, mode: Name | undefined): Name {
  const options = mode === undefined ? '' : `, { mode: ${mode.text} }`;
  const text = base64.replace(/\s/g, '').replace(/[^\w+/=]/g, '');
  return new Name(`binaryFile(Buffer.from('${text}', 'base64')${options})`, ['binaryFile']);
}

function modeOf(input: Input): Name | undefined {
  const number = input.number();
  // 0o644 is what files have anyway.
  return number === undefined || number === 0o644 ? undefined : new Name(`0o${number.toString(8)}`);
}
