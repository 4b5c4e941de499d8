import { type Finding, problem, refuseIfAny } from '../../core/findings';
import { DIGEST_OF_NOTHING, FORM } from '../../core/text';

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

/** The problem of a text that must be a digest. */
export function checkDigest(text: string, path: string): readonly Finding[] {
  if (FORM.digest.test(text)) return [];
  if (text === DIGEST_OF_NOTHING)
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
