import { Token } from '../cdktf';
import type { Finding } from '../../core/findings';
import { hasForeignShebang } from '../../core/text';
import { Duration, Size } from '../quantities';
import { hostPath } from './check-host-path';
import { checkSecretKey } from './check-secret-key';
import { withAllMounts } from './containers';
import { places } from './check-mount-places';
import { type ConfigMapKey, type FileContent, isOwn, modeOf } from './file';
import type { ServiceAccountToken } from './mount';
import { faultOfMountPath } from './mount-path';
import type { SecretKey } from './secret-key';
import type { ResolvedWorkload } from './workload-spec';
import {
  type Check,
  demand,
  entry,
  has,
  quoted,
  refuseSecrets,
  type SecretRefusal,
  wholeWithin,
} from './check';

/** The most that etcd takes in one object, and so all files of a workload together. */
const LARGEST_CONFIG_MAP = 2 ** 20;

/** What is smaller was meant in another unit. */
const LEAST_VOLUME = Size.mebibytes(1);

/** Files, scratch directories and volumes: where they are mounted and what they hold. */
export const mounts: Check = (workload, path) => [
  ...containerMounts(workload, path),
  ...volumes(workload, path),
  ...scratch(workload, path),
];

/** The same of any container, but for what its pod decides. */
export const containerMounts: Check = (workload, path) => [
  ...places(workload, path),
  ...files(workload, path),
  ...others(workload, path),
];

function others({ mounts: all, envFrom, privileged }: ResolvedWorkload, path: string): readonly Finding[] {
  return [
    ...Object.entries(all).flatMap(([place, mount]) => {
      const where = entry(`${path}.mounts`, place);
      if (mount.kind === 'host-path') return hostPath(mount, privileged !== undefined, where);
      if (mount.kind === 'token') return token(mount, where);
      return [
        ...named(mount.name, `${where}.name`),
        ...('mode' in mount ? permissions(mount.mode, where) : []),
        ...('subPath' in mount ? folder(mount.subPath, `${where}.subPath`) : []),
      ];
    }),
    ...envFrom.flatMap(({ name, prefix = '' }, position) => [
      ...named(name, `${path}.envFrom[${position}].name`),
      ...demand(prefix === '' || has('variable', prefix), {
        rule: 'workload/env-name',
        path: `${path}.envFrom[${position}].prefix`,
        message: 'must be letters, digits and _, and not begin with a digit',
        value: quoted(prefix),
        advice: 'Other names cannot be read by a shell.',
      }),
    ]),
  ];
}

/** The spans that the API server takes. */
const SHORTEST_TOKEN = Duration.minutes(10);

function token({ audience, expiration }: ServiceAccountToken, path: string): readonly Finding[] {
  return [
    ...demand(audience === undefined || /^\S+$/.test(audience), {
      rule: 'workload/token',
      path: `${path}.audience`,
      message: 'must be a name or an address, without spaces',
      value: quoted(audience),
      advice: "Write it as the other side expects it, such as 'vault' or 'sts.amazonaws.com'.",
    }),
    ...demand(expiration === undefined || wholeWithin(expiration.toSeconds(), SHORTEST_TOKEN.toSeconds()), {
      rule: 'workload/token',
      path: `${path}.expiration`,
      message: `must be at least ${SHORTEST_TOKEN.toString()}: Kubernetes gives no shorter ones`,
      value: quoted(expiration),
      advice: 'Leave it out for an hour.',
    }),
  ];
}

function folder(below: string | undefined, path: string): readonly Finding[] {
  return demand(below === undefined || faultOfMountPath(`/${below}`) === undefined, {
    rule: 'workload/sub-path',
    path,
    message: 'must be a path below the root of the volume, without / at its ends and without ..',
    value: quoted(below),
    advice: "Write it like 'html' or 'data/app'.",
  });
}

function named(name: string, path: string): readonly Finding[] {
  return demand(has('objectName', name), {
    rule: 'workload/existing',
    path,
    message: 'must be the name of something in the namespace (RFC 1123 subdomain)',
    value: quoted(name),
    advice: 'Write it as kubectl shows it.',
  });
}

/** Octal permissions whose 0o was forgotten, where the decimal number is a valid mode as well: 0o620, 0o670, 0o674, 0o764. */
const MEANT_OCTAL = [400, 440, 444, 500];

function permissions(mode: number | undefined, path: string): readonly Finding[] {
  return demand(mode === undefined || (wholeWithin(mode, 0, 0o777) && !MEANT_OCTAL.includes(mode)), {
    rule: 'workload/file-mode',
    path: `${path}.mode`,
    message: 'must be permissions in octal, 0o000–0o777',
    value: mode === undefined ? '' : `0o${mode.toString(8)}`,
    advice: 'Write it in octal, with 0o before it: 0o440 for the user and the group.',
  });
}

/** What is in memory counts towards the limit of the container that writes it. */
function scratch({ scratch: directories, memory }: ResolvedWorkload, path: string): readonly Finding[] {
  const inMemory = directories
    .filter((directory) => directory.inMemory)
    .reduce((sum, { size }) => sum + size.toBytes(), 0);
  return [
    ...directories.flatMap(({ path: directory, size }) =>
      demand(size.toBytes() > 0, {
        rule: 'workload/scratch',
        path: `${entry(`${path}.scratch`, directory)}.size`,
        message: 'must be more than nothing: Kubernetes reads 0 as no limit',
        value: size.toString(),
        advice: 'Give the most that the directory may hold, or `scratchSize` for all that say nothing.',
      }),
    ),
    ...demand(inMemory === 0 || inMemory < memory.toBytes(), {
      rule: 'workload/scratch',
      path: `${path}.scratch`,
      message: `must leave the process some of its memory, which is ${memory.toString()}`,
      value: `${Size.bytes(inMemory).toString()} in memory`,
      advice: 'Raise `memory` by what the directories in memory hold, or make them smaller.',
    }),
  ];
}

function files(workload: ResolvedWorkload, path: string): readonly Finding[] {
  const { files: contents } = workload;
  // One ConfigMap holds those of all containers.
  const bytes = Object.values(withAllMounts(workload).files).reduce(
    (sum, content) => sum + bytesOf(content),
    0,
  );
  return [
    ...demand(bytes <= LARGEST_CONFIG_MAP, {
      rule: 'workload/files',
      path: `${path}.files`,
      message: `must hold at most ${LARGEST_CONFIG_MAP} bytes together, which is what a ConfigMap takes`,
      value: `${bytes} bytes`,
      advice: 'Put large files into the image.',
    }),
    ...Object.entries(contents).flatMap(([file, content]) => {
      const where = entry(`${path}.files`, file);
      const text = textOf(content);
      return [
        ...permissions(modeOf(content), where),
        ...(text === undefined ? [] : [...known(text, where), ...script(text, where)]),
        ...(isOwn(content) ? [] : referred(content, where)),
      ];
    }),
    ...clear(workload, `${path}.files`),
  ];
}

/** What of a file is text that stands in the synthesised files. */
function textOf(content: FileContent): string | undefined {
  if (typeof content === 'string') return content;
  return 'kind' in content && content.kind === 'text-file' ? content.content : undefined;
}

function bytesOf(content: FileContent): number {
  return base64Of(content)?.length ?? Buffer.byteLength(textOf(content) ?? '');
}

function base64Of(content: FileContent): string | undefined {
  return typeof content !== 'string' && 'kind' in content && content.kind === 'binary-file'
    ? content.base64
    : undefined;
}

function known(text: string, path: string): readonly Finding[] {
  return demand(!Token.isUnresolved(text), {
    rule: 'workload/files',
    path,
    message: 'must be known when the stack is synthesised, since its checksum rolls the pods',
    value: 'a value that Terraform has yet to learn',
    advice: 'Give the process that value as an environment variable.',
  });
}

/** Linux looks for a program by the whole first line of a script. */
function script(text: string, path: string): readonly Finding[] {
  return demand(!hasForeignShebang(text), {
    rule: 'workload/files',
    path,
    message:
      'must be a script with line ends of Unix: Linux takes a carriage return for a part of the name of its program',
    value: '\\r\\n',
    advice: 'Save the file with line ends of Unix, or remove \\r from the text.',
  });
}

const IN_A_FILE: SecretRefusal = {
  rule: 'workload/file-secret',
  message: 'must not hold a secret: a ConfigMap is readable to many, and the plan shows it',
  advice: "Put it into a Secret and refer to it: secretKey('<secret>', '<key>').",
};

/** Bytes are judged by what they hold as text. */
function clear({ files: contents, notSecrets }: ResolvedWorkload, path: string): readonly Finding[] {
  const texts = Object.entries(contents).flatMap(([file, content]) => {
    const text = textOf(content) ?? base64Of(content);
    return text === undefined ? [] : [[file, text] as const];
  });
  return refuseSecrets(Object.fromEntries(texts), path, IN_A_FILE, notSecrets);
}

function referred(content: ConfigMapKey | SecretKey, path: string): readonly Finding[] {
  if ('secretName' in content) return checkSecretKey(content, path);
  return [
    ...named(content.configMap, `${path}.configMap`),
    ...demand(has('dataKey', content.key), {
      rule: 'workload/existing',
      path: `${path}.key`,
      message: "must be a ConfigMap's key: letters, digits, -, _ and .",
      value: quoted(content.key),
      advice: 'Name the key under which the ConfigMap holds the file.',
    }),
  ];
}

function volumes({ name: workload, volumes: all }: ResolvedWorkload, path: string): readonly Finding[] {
  return Object.entries(all).flatMap(([name, { size, subPath }]) => {
    const where = entry(`${path}.volumes`, name);
    return [
      ...demand(has('dnsLabel', `volume-${name}`) && has('dnsName', `${workload}-${name}`), {
        rule: 'workload/volume',
        path: where,
        message: 'must have a name of lower-case letters, digits and -, at most 56 characters',
        value: quoted(name),
        advice: `It names the claim ${workload}-<volume>: data, say.`,
      }),
      ...folder(subPath, `${where}.subPath`),
      ...demand(size.toBytes() >= LEAST_VOLUME.toBytes(), {
        rule: 'workload/volume',
        path: `${where}.size`,
        message: `must be at least ${LEAST_VOLUME.toString()}`,
        value: size.toString(),
        advice: 'It may grow later but never shrink: begin small.',
      }),
    ];
  });
}
