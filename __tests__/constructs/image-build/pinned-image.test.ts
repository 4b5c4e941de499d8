import { createHash } from 'node:crypto';
import { checkDigest, checkRepository, parseDigest, pinnedImage } from '../../../constructs/image-build';

const HEX = '0123456789abcdef'.repeat(4);
const DIGEST = `sha256:${HEX}`;

test('an image is pinned by repository and digest', () => {
  expect(pinnedImage('registry.example.com/shop/api', DIGEST)).toBe(
    `registry.example.com/shop/api@${DIGEST}`,
  );
});

test('both an invalid repository and an invalid digest are reported at once', () => {
  expect(() => pinnedImage('shop/api', 'latest')).toThrow(
    /image\.repository must begin.*image\.digest must be/s,
  );
});

test('a valid digest is parsed unchanged', () => {
  expect(parseDigest(DIGEST)).toBe(DIGEST);
  expect(checkDigest(DIGEST, 'digest')).toEqual([]);
});

test('the digest of an empty file is not one of an image', () => {
  const empty = `sha256:${createHash('sha256').digest('hex')}`;
  expect(checkDigest(empty, 'digest')).toEqual([
    expect.objectContaining({ rule: 'image/digest', path: 'digest', value: JSON.stringify(empty) }),
  ]);
});

test.each([
  HEX,
  'latest',
  `sha256:${HEX}0`,
  `sha256:${HEX.slice(1)}`,
  DIGEST.toUpperCase(),
  `${DIGEST}\n`,
  `sha512:${HEX}`,
])('%j is not a digest', (text) => {
  expect(() => parseDigest(text, 'releases.prod.api.digest')).toThrow(
    /releases\.prod\.api\.digest must be an image digest.*\[error: image\/digest\]/s,
  );
});

test.each([
  'registry.example.com/shop/api',
  'registry.example.com:5000/api',
  'localhost/api',
  'localhost:5000/shop/api',
  'registry:5000/shop/api',
  '10.0.0.1:5000/a',
  '123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/api',
  'ghcr.io/team/a.b_c__d-e---f/x',
])('%s is a repository', (name) => {
  expect(checkRepository(name, 'repository')).toEqual([]);
});

test.each([
  ['', 'must begin with'],
  ['api', 'must begin with'],
  ['shop/api', 'must begin with'],
  ['registry.example.com', 'must begin with'],
  ['Registry.example.com/api', 'must begin with'],
  ['https://registry.example.com/api', 'must begin with'],
  ['-bad.example.com/api', 'must begin with'],
  ['registry.example.com:port/api', 'must begin with'],
  ['registry.example.com/', 'must have a path'],
  ['registry.example.com/Shop', 'must have a path'],
  ['registry.example.com/shop/api:1.0', 'must have a path'],
  [`registry.example.com/api@${DIGEST}`, 'must have a path'],
  ['registry.example.com/shop//api', 'must have a path'],
  ['registry.example.com/a..b', 'must have a path'],
  ['registry.example.com/a___b', 'must have a path'],
  ['registry.example.com/api-', 'must have a path'],
  [`registry.example.com/${'a'.repeat(255)}`, 'must have at most 255'],
])('%s is not a repository', (name, message) => {
  expect(checkRepository(name, 'repository')).toMatchObject([
    { rule: 'image/repository', message: expect.stringContaining(message) as string },
  ]);
});
