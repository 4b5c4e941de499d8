import { type Finding, problem, refuseIfAny } from '../../core/findings';
import { FORM } from '../../core/text';

declare const digest: unique symbol;

/**
 * What a registry identifies an image by: `sha256:` and 64 hexadecimal digits. Neither a tag nor a source hash.
 *
 * @see https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests
 */
export type Digest = string & { readonly [digest]: true };

/**
 * The text as a digest.
 *
 * @param path where the text stands, for the error.
 * @throws InvalidInput when the text is not a digest.
 * @example
 * const digest = parseDigest('sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08');
 */
export function parseDigest(text: string, path = 'digest'): Digest {
  refuseIfAny(checkDigest(text, path));
  return text as Digest;
}

/** SHA-256 of no bytes: what a script has whose download failed. */
const OF_NOTHING = 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** The problem of a text that must be a digest. */
export function checkDigest(text: string, path: string): readonly Finding[] {
  if (FORM.digest.test(text) && text !== OF_NOTHING) return [];
  if (text === OF_NOTHING)
    return [
      problem({
        rule: 'image/digest',
        path,
        message: 'must be the digest of an image: this is the one of nothing',
        value: JSON.stringify(text),
        advice:
          'The command that gave it read an empty file. Take the digest that the registry gave for the push.',
      }),
    ];
  return [
    problem({
      rule: 'image/digest',
      path,
      message: 'must be an image digest: sha256: and 64 hexadecimal digits, in lower case',
      value: JSON.stringify(text),
      advice: 'Take the digest that the registry gave for the push; a tag can move and is not a digest.',
    }),
  ];
}
