import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { copyImage, missingOfImage, platformsOfImage } from '../../../operations/registry';
import { RealRegistry, registryDescribe } from '../../support/real-registry';

const NOBODY = { credentials: () => Promise.resolve(undefined) };
const ABSENT = `sha256:${'0'.repeat(64)}`;

registryDescribe('a copy of an image from one registry to another', () => {
  let ours: RealRegistry;
  let theirs: RealRegistry;
  beforeAll(async () => {
    [ours, theirs] = await Promise.all([RealRegistry.start(), RealRegistry.start()]);
  });
  afterAll(() => {
    ours.close();
    theirs.close();
  });

  const copy = (name: string, digest: string) =>
    copyImage(`${ours.host}/${name}`, `${theirs.host}/mirror/${name}`, digest, NOBODY);

  test('has the same digest, and all that nodes pull', async () => {
    const { digest } = await ours.pushImage('shop/api', { os: 'linux', architecture: 'amd64' });

    expect(await copy('shop/api', digest)).toMatchObject({ manifests: 1, blobs: 2 });
    expect(await missingOfImage(`${theirs.host}/mirror/shop/api`, digest, NOBODY)).toEqual([]);
  });

  test('has every platform of an index, and what says how each was built', async () => {
    const platforms = [
      { os: 'linux', architecture: 'amd64' },
      { os: 'linux', architecture: 'arm64' },
    ];
    const { digest } = await ours.pushIndex('shop/web', platforms);

    // The index, two images, and an attestation that both have in common here.
    expect(await copy('shop/web', digest)).toMatchObject({ manifests: 4 });
    expect(await platformsOfImage(`${theirs.host}/mirror/shop/web`, digest, NOBODY)).toEqual([
      'linux/amd64',
      'linux/arm64',
    ]);
  });

  test('is made once: the next finds everything there', async () => {
    const { digest } = await ours.pushImage('shop/worker', { os: 'linux', architecture: 'amd64' });
    await copy('shop/worker', digest);

    expect(await copy('shop/worker', digest)).toEqual({ manifests: 0, blobs: 0, bytes: 0 });
  });

  test('of an image that the first registry lacks fails, and names the digest', async () => {
    await expect(copy('shop/api', ABSENT)).rejects.toThrow(
      new RegExp(`the registry ${ours.host} lacks ${ABSENT} of shop/api\n +→ Push it again`),
    );
  });

  test('asks for the right to write where it writes, and says so where that is refused', async () => {
    const { digest } = await ours.pushImage('shop/refused', { os: 'linux', architecture: 'amd64' });
    const scopes: string[] = [];
    const refuser = createServer(({ url = '', method, headers }, response) => {
      const { pathname, searchParams } = new URL(url, `http://${headers.host ?? ''}`);
      if (pathname === '/token') {
        scopes.push(searchParams.get('scope') ?? '');
        response.end(JSON.stringify({ token: 'given' }));
      } else if (headers.authorization === undefined) {
        const challenge = `Bearer realm="http://${headers.host ?? ''}/token",service="it",scope="repository:to:pull"`;
        response.writeHead(401, { 'www-authenticate': challenge }).end();
      } else response.writeHead(method === 'POST' ? 403 : 404).end();
    });
    const to = `127.0.0.1:${await listening(refuser)}/to`;

    await expect(copyImage(`${ours.host}/shop/refused`, to, digest, NOBODY)).rejects.toThrow(
      /does not let these credentials write to it\n +→ Have them granted the right to push to/,
    );
    expect(new Set(scopes)).toEqual(new Set(['repository:to:pull', 'repository:to:pull,push']));
    refuser.close();
  });

  test('of bytes that are not those of the digest fails, and the other registry does not take them', async () => {
    const { digest } = await ours.pushImage('shop/forged', { os: 'linux', architecture: 'amd64' });
    const forger = createServer((request, response) => {
      void fetch(`http://${ours.host}${request.url ?? ''}`, {
        headers: { accept: request.headers.accept ?? '' },
      }).then(async (answer) => {
        const body = Buffer.from(await answer.arrayBuffer());
        if (/\/blobs\//.test(request.url ?? '')) body[0] = (body[0] ?? 0) ^ 1;
        const type = answer.headers.get('content-type') ?? '';
        response.writeHead(answer.status, { 'content-type': type, 'content-length': body.length }).end(body);
      });
    });
    const port = await listening(forger);
    const to = `${theirs.host}/mirror/forged`;

    await expect(copyImage(`127.0.0.1:${port}/shop/forged`, to, digest, NOBODY)).rejects.toThrow(
      /but sends sha256:/,
    );
    expect(await missingOfImage(to, digest, NOBODY)).toEqual([digest]);
    forger.close();
  });
});

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
