/** SHA-256 of no bytes: what a script has whose download failed, or whose command printed nothing. */
export const DIGEST_OF_NOTHING = 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** The forms of names and values that several folders take. Those that Kubernetes demands are in `core/kubernetes`. */
export const FORM = {
  /** A host's label (RFC 1123) that a Service (RFC 1035) and a resource of Terraform may have as well: a letter comes first. */
  label: /^[a-z]([a-z0-9-]*[a-z0-9])?$/,
  /** What a registry identifies an image by. */
  digest: new RegExp(`^(?!${DIGEST_OF_NOTHING})sha256:[0-9a-f]{64}$`),
  /** What a machine image is checked by: its publisher chooses the algorithm. */
  machineImageDigest: /^(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/,
  /** What an image runs on, as an image index names it: system/architecture, or system/architecture/variant. */
  platform: /^[a-z0-9]+\/[a-z0-9]+(\/[a-z0-9]+)?$/,
} as const satisfies Record<string, RegExp>;

/** What a finding says of a text without {@link FORM}.label. */
export const MUST_BE_LABEL =
  'must be lower-case letters, digits and hyphens, begin with a letter and not end with a hyphen';
