import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explainTerraform, TerraformFailure } from '../../../operations/deployment';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-explain-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** What is said of an error that Terraform met in a stack that was synthesised so. */
function explained(
  name: string,
  stack: object,
  error: { detail: string; address?: string },
  env: NodeJS.ProcessEnv = {},
): string {
  writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify(stack));
  const diagnostic = { severity: 'error' as const, summary: 'Error', ...error };
  const failure = new TerraformFailure('terraform failed', name, [diagnostic]);
  return explainTerraform({ name, folder }, failure, env).join('\n');
}

describe('a state that is locked', () => {
  const detail = [
    'Error acquiring the state lock',
    'Lock Info:',
    '  ID:        ed43f265',
    '  Who:       ada@desk',
    '  Created:   2026-11-24 13:51:57.787292851 +0000 UTC',
  ].join('\n');
  const locked = (backend: string, env?: NodeJS.ProcessEnv) =>
    explained('dev-services', { terraform: { backend: { [backend]: {} } } }, { detail }, env);

  test('names the holder and the time that Terraform reports, and an abandoned lock is released by its id', () => {
    expect(locked('s3')).toContain('ada@desk works on this state since 2026-11-24 13:51:57 UTC');
    expect(locked('s3')).toContain('terraform force-unlock ed43f265');
  });

  test('in a file needs no unlocking', () => {
    expect(locked('local')).toContain('ada@desk works on this state since 2026-11-24 13:51:57 UTC');
    expect(locked('local')).not.toContain('force-unlock');
  });

  test('in PostgreSQL names the holder that the database reports, not Terraform', () => {
    expect(locked('pg')).not.toContain('ada@desk');
    expect(locked('pg')).not.toContain('force-unlock');
    expect(locked('pg')).toContain('psql "$PG_CONN_STR"');
  });
});

test.each([
  [
    'a lock',
    'Error acquiring the state lock\n  ID:        ed43f265',
    'its OpenTofu still works to its end. Only if that run is dead: tofu force-unlock ed43f265',
  ],
  ['another backend', 'Backend configuration changed', 'tofu -chdir='],
  ['a service that is there', 'services "page" already exists', 'tofu -chdir='],
])('with OpenTofu, the advice on %s names it', (_, detail, advice) => {
  const stack = { terraform: { backend: { s3: {} } }, resource: { kubernetes_service_v1: { page: {} } } };
  const said = { detail, address: 'kubernetes_service_v1.page' };

  expect(explained('dev-services', stack, said, { TERRAFORM_BINARY_NAME: 'tofu' })).toContain(advice);
});

test('an object that the cluster already has is imported by its namespace and name', () => {
  const metadata = { namespace: 'shop-dev', name: 'page' };
  const stack = { resource: { kubernetes_service_v1: { page: { metadata } } } };
  const said = { detail: 'services "page" already exists', address: 'kubernetes_service_v1.page' };

  expect(explained('dev-services', stack, said)).toContain(
    `terraform -chdir=${folder} import kubernetes_service_v1.page shop-dev/page`,
  );
});

test('a full storage pool is named with what does not fit, and its size', () => {
  writeFileSync(join(folder, 'debian.qcow2'), Buffer.alloc(1024 ** 2 + 1));
  const volume = { name: 'base', pool: 'fast', source: 'debian.qcow2' };
  const stack = {
    provider: { libvirt: [{ uri: 'qemu+ssh://ops@desk/system' }] },
    resource: { libvirt_volume: { base: volume } },
  };
  const said = { detail: 'write base: No space left on device', address: 'libvirt_volume.base' };

  const text = explained('dev-machines-desk', stack, said);
  expect(text).toContain(
    'The storage pool fast of dev-machines-desk is full: base has no room in it, and needs 2 MiB',
  );
  expect(text).toMatch(/ssh .* -- desk '.*virsh .* pool-info fast'/);
});

describe('a state that cannot be reached', () => {
  const refused = 'Error: dial tcp 127.0.0.1:5432: connect: connection refused';
  const detail = `Initializing the backend...\n${refused}`;
  const unreachable = (backend: string, env?: NodeJS.ProcessEnv, said = detail) =>
    explained('dev-machines-desk', { terraform: { backend: { [backend]: {} } } }, { detail: said }, env);

  test('in PostgreSQL says which variable leads to it, and not that a host is lost', () => {
    expect(unreachable('pg')).toBe(
      'The database of the state does not answer.\n→ Set PG_CONN_STR, which says where it is: nothing else does.',
    );
    expect(unreachable('pg', { PG_CONN_STR: 'postgres://db/state' })).toContain('PG_CONN_STR leads to it');
  });

  test('elsewhere is named by what keeps it, also where Terraform meets it later', () => {
    const later = `Error acquiring the state lock\n${refused}`;
    for (const said of [detail, later, `Failed to load state: ${refused}`])
      expect(unreachable('s3', {}, said)).toContain('What keeps the state does not answer (s3).');
  });

  test('is not what a provider says that cannot be downloaded', () => {
    const download = `Initializing the backend...\nInitializing provider plugins...\n${refused}`;
    expect(unreachable('pg', {}, download)).not.toContain('state');
  });
});

test.each([
  [
    'docker_registry_image.page',
    'dial tcp: connection refused',
    'The registry r.example.com does not answer',
  ],
  [
    'docker_image.page',
    'Cannot connect to the Docker daemon at unix:///x',
    'The Docker engine does not answer',
  ],
  ['kubernetes_deployment_v1.page', 'dial tcp: connection refused', 'The cluster did not answer'],
])('%s, where it is said %j: %s', (address, detail, expected) => {
  const stack = { resource: { docker_image: { page: { name: 'r.example.com/shop/page:src-1' } } } };

  expect(explained('images', stack, { detail, address })).toContain(expected);
});
