import { type Finding, problem, refuseIfAny } from '../../core/findings';

declare const digest: unique symbol;

/** What a registry says that an image is: `sha256:` and 64 hexadecimal digits. A tag or a source hash is none. */
export type Digest = string & { readonly [digest]: true };

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** The text as a digest. @param path where it stands, for the error. @throws InvalidInput when it is none. */
export function parseDigest(text: string, path = 'digest'): Digest {
  refuseIfAny(checkDigest(text, path));
  return text as Digest;
}

/** What is wrong with a digest. */
export function checkDigest(text: string, path: string): readonly Finding[] {
  if (DIGEST.test(text)) return [];
  return [
    problem({
      rule: 'image/digest',
      path,
      message: 'must be an image digest: sha256: and 64 hexadecimal digits, in lower case',
      value: JSON.stringify(text),
      advice: 'Take the digest that the registry gave for the push; a tag can move and is no digest.',
    }),
  ];
}
