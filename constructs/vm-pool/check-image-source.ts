import { type Finding, problem } from '../../core/findings';

/** Folders in which publishers put what is newest, under the same names. */
const MOVING = /\/(latest|current|daily|nightly)\//i;
interface Sourced {
  readonly source: string;
  readonly digest: string;
  readonly architecture: 'amd64' | 'arm64';
}

/** The processors, as publishers write them in names of files. */
const NAMED: Readonly<Record<Sourced['architecture'], RegExp>> = {
  amd64: /(?<![a-z0-9])(?:amd64|x86[_-]64|x64)(?![a-z0-9])/i,
  arm64: /(?<![a-z0-9])(?:arm64|aarch64)(?![a-z0-9])/i,
};
/** Of no bytes: what a script has whose download failed. */
const OF_NOTHING =
  /^(?:sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855|sha512:cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce)/;

/** What an image's source says against the rest of it. */
export function checkImageSource(
  { source, digest, architecture }: Sourced,
  path: string,
): readonly Finding[] {
  const findings: Finding[] = [];
  const [, folder] = /^https?:/.test(source) ? (MOVING.exec(source) ?? []) : [];
  if (folder !== undefined)
    findings.push(
      problem({
        rule: 'vm-pool/image-source',
        path: `${path}.source`,
        message: 'must be a file that never changes: hosts that get it later would get another one',
        value: `…/${folder}/…`,
        advice: 'Take the folder of one build beside it, such as that of a date, and its checksum.',
      }),
    );
  const file = source.slice(source.lastIndexOf('/') + 1);
  const other = architecture === 'amd64' ? 'arm64' : 'amd64';
  if (NAMED[other].test(file) && !NAMED[architecture].test(file))
    findings.push(
      problem({
        rule: 'vm-pool/architecture',
        path: `${path}.architecture`,
        message: 'must be the one that its file is for',
        value: `${architecture}, of ${file}`,
        advice: `Write ${other}, or take the file for ${architecture}.`,
      }),
    );
  if (OF_NOTHING.test(digest))
    findings.push(
      problem({
        rule: 'vm-pool/image-digest',
        path: `${path}.digest`,
        message: 'must be the checksum of an image: this is the one of nothing',
        value: digest,
        advice: 'Copy the checksum that the publisher lists beside the image file.',
      }),
    );
  return findings;
}
