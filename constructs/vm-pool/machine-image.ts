import { type Finding, problem } from '../../core/findings';
import { FORM } from '../../core/text';
import { demand } from '../shape';
import { checkImageSource } from './check-image-source';

/** A disk image, and where it comes from. */
export interface MachineImageProps {
  /** What people call it, e.g. `debian-12`. */
  readonly name: string;
  /**
   * Where the hypervisor gets it: an `http` or `https` URL, or an absolute path where Terraform runs. The source is not part of the
   * image's identity: another mirror of the same digest replaces nothing.
   */
  readonly source: string;
  /** The published checksum of the file, `sha256:<hex>` or `sha512:<hex>`. Names the image on the hypervisor. */
  readonly digest: string;
  /** The processors that it runs on. */
  readonly architecture: 'amd64' | 'arm64';
}

/** A disk image in qcow2 format, with cloud-init inside, that machines start from. */
export type MachineImage = Readonly<MachineImageProps> & { readonly kind: 'machine-image' };

/**
 * An image by its digest. Its values are checked with the pool, so that one report has all problems.
 *
 * @see https://docs.cloud-init.io/en/latest/
 * @example
 * const debian12 = machineImage({
 *   name: 'debian-12',
 *   source: 'https://images.example.com/debian-12-genericcloud-amd64.qcow2',
 *   digest: 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
 *   architecture: 'amd64',
 * });
 */
export function machineImage(props: MachineImageProps): MachineImage {
  return { kind: 'machine-image', ...props };
}

const NAME = /^[\p{L}\d][^\p{C}\p{Zl}\p{Zp}]{0,99}$/u;
const SOURCE = /^(?:https?:\/\/[^\s/]+\/|\/)\S*[^\s/]$/;
/** Hypervisors take these as they are, for what they are not. */
const OTHER_FORMATS = /\.(xz|gz|tgz|bz2|zst|zip|7z|tar|raw|iso|ova|ovf|vmdk|vdi|vhdx?)$/i;
const CREDENTIALS = /^https?:\/\/[^/]*@/;

export function checkImage(image: MachineImage, path: string): readonly Finding[] {
  const { name, source, digest } = image;
  const ending = OTHER_FORMATS.exec(source.replace(/[?#].*$/, ''))?.[0];
  return [
    ...checkImageSource(image, path),
    ...demand(NAME.test(name), {
      rule: 'vm-pool/image-name',
      path: `${path}.name`,
      message: 'must be a name on one line, at most 100 characters, that begins with a letter or a digit',
      value: JSON.stringify(name),
      advice: 'Write what people call it, such as debian-12.',
    }),
    ...demand(FORM.machineImageDigest.test(digest), {
      rule: 'vm-pool/image-digest',
      path: `${path}.digest`,
      message: 'must be sha256:<64 hex digits> or sha512:<128 hex digits>, in lower case',
      value: digest,
      advice: 'Copy the checksum that the publisher lists beside the image file.',
    }),
    ...checkForm(source, `${path}.source`),
    ...demand(ending === undefined, {
      rule: 'vm-pool/image-format',
      path: `${path}.source`,
      message: 'must be a disk image in qcow2 format, neither packed nor of another kind',
      value: `…${ending}`,
      advice: 'Unpack it, or convert it: `qemu-img convert -O qcow2`. The digest is that of the result.',
    }),
  ];
}

function checkForm(source: string, path: string): readonly Finding[] {
  const rule = 'vm-pool/image-source';
  const advice =
    'The URL stands in the synthesised files: serve the image where the hosts may read it without.';
  if (CREDENTIALS.test(source))
    return [problem({ rule, path, message: 'must not carry credentials', advice })];
  return demand(SOURCE.test(source), {
    rule,
    path,
    message: 'must be an http or https URL, or an absolute path, of a file',
    value: source,
    advice: 'A relative path would mean another file in each directory that Terraform runs in.',
  });
}
