import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pushLostImages } from '../../../operations/deployment';
import { type FakeStack, fakeStack } from './fake-programs';

let fake: FakeStack;
beforeEach(() => {
  fake = fakeStack();
  fake.script({ state: ['cat state.json'], taint: ['exit 0', 'exit 0'] });
  const pushed = (name: string) => ({
    mode: 'managed',
    type: 'docker_registry_image',
    name,
    instances: [
      { attributes: { name: `localhost:5000/shop/${name}:src-1`, sha256_digest: `sha256:${name}` } },
    ],
  });
  const resources = [
    pushed('api'),
    pushed('web'),
    { mode: 'managed', type: 'docker_image', name: 'api', instances: [{ attributes: {} }] },
  ];
  writeFileSync(join(fake.stack.folder, 'state.json'), JSON.stringify({ version: 4, resources }));
});
afterEach(() => {
  fake.remove();
});

const layers = (repository: string, digest: string) =>
  Promise.resolve(repository === 'localhost:5000/shop/api' ? [`layer of ${digest}`] : []);

test('images that the registry has lost are marked to be pushed again, and no others', async () => {
  const lost = await pushLostImages(fake.stack, { changes: [] }, layers, fake.settings);

  expect(lost).toEqual([{ address: 'docker_registry_image.api', missing: ['layer of sha256:api'] }]);
  expect(fake.calls()).toEqual(['state', 'taint']);
});

test('recorded images, which leave the stack, are not marked', async () => {
  const leaves = {
    address: 'docker_registry_image.api',
    type: 'docker_registry_image',
    action: 'forget' as const,
  };

  expect(await pushLostImages(fake.stack, { changes: [leaves] }, layers, fake.settings)).toEqual([]);
  expect(fake.calls()).toEqual(['state']);
});

test('before the first apply, there is nothing to push again', async () => {
  fake.script({ state: ['exit 0'] });

  expect(await pushLostImages(fake.stack, { changes: [] }, layers, fake.settings)).toEqual([]);
});
