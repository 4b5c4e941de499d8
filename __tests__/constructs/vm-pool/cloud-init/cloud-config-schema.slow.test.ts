import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Ajv from 'ajv';
import fc from 'fast-check';
import { parse } from 'yaml';
import type { CloudInit } from '../../../../constructs/vm-pool';
import { checkCloudInit, userData } from '../../../../constructs/vm-pool/cloud-init';
import { MODULE_KEYS } from '../../../../constructs/vm-pool/cloud-init/module-keys';
import { key } from '../pool';

const FILE = join(__dirname, '../../../../schemas/cloud-init/cloud-config.json.gz');
const SCHEMA = JSON.parse(gunzipSync(readFileSync(FILE)).toString('utf8')) as {
  readonly properties: object;
};
const isCloudConfig = new Ajv({ strict: false }).compile({ ...SCHEMA, additionalProperties: false });

test('every key of its schema is known', () => {
  expect(Object.keys(SCHEMA.properties).filter((each) => !MODULE_KEYS.includes(each))).toEqual([]);
});

const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,7}$/);
const text = fc.oneof(
  word,
  fc.string({ maxLength: 12 }),
  fc.constantFrom('', ' ', '\n', 'no', '22:22', '0644'),
);
const path = fc.array(word, { minLength: 1, maxLength: 3 }).map((parts) => `/srv/${parts.join('/')}`);
const few = <T>(each: fc.Arbitrary<T>) => fc.array(each, { maxLength: 3 });

const typed: fc.Arbitrary<CloudInit> = fc.record(
  {
    users: few(fc.record({ name: word, sshKeys: few(fc.constant(key)), sudo: fc.boolean() })),
    packages: few(fc.oneof(word, text)),
    files: fc.dictionary(
      path,
      fc.record({ content: text, permissions: fc.constantFrom('0644', '0400', '644') }),
      {
        maxKeys: 3,
      },
    ),
    commands: few(fc.oneof(text, few(text))),
    mounts: fc.dictionary(
      path,
      fc.record(
        { device: text, fileSystem: fc.oneof(word, text), options: text },
        { requiredKeys: ['device'] },
      ),
      { maxKeys: 3 },
    ),
    timezone: fc.constantFrom('UTC', 'Europe/Berlin', ''),
    ntp: few(fc.oneof(word, text, fc.constant('10.0.0.1'))),
    locale: fc.oneof(word, text),
  },
  { requiredKeys: [] },
);
const disks = fc.subarray([
  { name: 'a', device: '/dev/vdb', path: '/srv/a/b', fileSystem: 'ext4' },
  { name: 'b', device: '/dev/vdc', path: '/srv/a', fileSystem: 'xfs' },
]);

test('what is accepted becomes a cloud-config that the schema of cloud-init allows', () => {
  let accepted = 0;
  fc.assert(
    fc.property(typed, disks, (cloudInit, mounted) => {
      fc.pre(checkCloudInit(cloudInit, 'c').length === 0);
      accepted += 1;
      const config: unknown = parse(userData(cloudInit, mounted, 'an-instance'), { version: '1.1' });
      isCloudConfig(config);
      expect(isCloudConfig.errors ?? []).toEqual([]);
    }),
    { numRuns: 300, maxSkipsPerRun: 1_000 },
  );
  expect(accepted).toBe(300);
});
