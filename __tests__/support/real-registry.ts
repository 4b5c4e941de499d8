import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Undefined where there is no such program: it is in Debian's package docker-registry. */
const PROGRAM = ['docker-registry', '/usr/bin/docker-registry'].find(
  (program) => spawnSync(program, ['--version']).error === undefined,
);

/** Tests that need a registry. Where there is none, they are skipped by name. */
export const registryDescribe: typeof describe = Object.assign((title: string, tests: () => void) => {
  if (PROGRAM === undefined) describe.skip(`${title}, skipped: there is no docker-registry`, tests);
  else describe(title, tests);
}, describe);

const IMAGE = 'application/vnd.oci.image.manifest.v1+json';
const INDEX = 'application/vnd.oci.image.index.v1+json';

/** What a manifest or an index is referred to by. */
interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

/** What a pushed image is. */
interface PushedImage {
  /** What its configuration says. */
  readonly os?: string;
  readonly architecture?: string;
  readonly variant?: string;
}

/** A registry on loopback, with nothing in it, until it is closed. */
export class RealRegistry {
  private constructor(
    /** `127.0.0.1:5123`. */
    readonly host: string,
    private readonly folder: string,
    private readonly process: ChildProcess,
  ) {}

  static async start(): Promise<RealRegistry> {
    const folder = mkdtempSync(join(tmpdir(), 'slipway-registry-'));
    const host = `127.0.0.1:${await freePort()}`;
    const configuration = {
      version: 0.1,
      log: { level: 'error', accesslog: { disabled: true } },
      storage: { filesystem: { rootdirectory: join(folder, 'store') }, delete: { enabled: true } },
      http: { addr: host },
    };
    // JSON is YAML too.
    writeFileSync(join(folder, 'registry.yml'), JSON.stringify(configuration));
    const process = spawn(PROGRAM ?? 'docker-registry', ['serve', join(folder, 'registry.yml')], {
      stdio: 'ignore',
    });
    const registry = new RealRegistry(host, folder, process);
    for (let tries = 0; tries < 600; tries++) {
      const answer = await fetch(`http://${host}/v2/`).catch(() => undefined);
      if (answer?.ok === true) return registry;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    registry.close();
    throw new Error(`docker-registry does not answer at ${host}.`);
  }

  /** Pushes an image of one layer. */
  async pushImage(name: string, image: PushedImage, tag?: string): Promise<Descriptor> {
    const layer = await this.blob(name, `a layer for ${JSON.stringify(image)}`);
    const config = await this.blob(
      name,
      JSON.stringify({ ...image, rootfs: { type: 'layers', diff_ids: [] } }),
    );
    return this.manifest(name, tag, IMAGE, {
      config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...config },
      layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar', ...layer }],
    });
  }

  /**
   * Pushes an index as BuildKit does: with an attestation for each image, of an unknown platform.
   * @param said what the index says of every image, where that is not what its configuration says
   */
  async pushIndex(
    name: string,
    images: readonly PushedImage[],
    tag?: string,
    said?: PushedImage,
  ): Promise<Descriptor> {
    const manifests: object[] = [];
    for (const image of images) {
      const pushed = await this.pushImage(name, image);
      const statement = await this.blob(name, JSON.stringify({ _type: 'https://in-toto.io/Statement/v0.1' }));
      const config = await this.blob(name, JSON.stringify({ os: 'unknown', architecture: 'unknown' }));
      const attestation = await this.manifest(name, undefined, IMAGE, {
        config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...config },
        layers: [{ mediaType: 'application/vnd.in-toto+json', ...statement }],
      });
      manifests.push(
        { ...pushed, platform: said ?? { os: image.os, architecture: image.architecture } },
        {
          ...attestation,
          platform: { os: 'unknown', architecture: 'unknown' },
          annotations: {
            'vnd.docker.reference.type': 'attestation-manifest',
            'vnd.docker.reference.digest': pushed.digest,
          },
        },
      );
    }
    return this.manifest(name, tag, INDEX, { manifests });
  }

  close(): void {
    this.process.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async blob(name: string, content: string): Promise<Pick<Descriptor, 'digest' | 'size'>> {
    const digest = digestOf(content);
    const begun = await this.ask('POST', `${name}/blobs/uploads/`);
    const url = new URL(begun.headers.get('location') ?? '', `http://${this.host}`);
    url.searchParams.set('digest', digest);
    await this.ask('PUT', url, content, 'application/octet-stream');
    return { digest, size: Buffer.byteLength(content) };
  }

  private async manifest(
    name: string,
    tag: string | undefined,
    mediaType: string,
    body: object,
  ): Promise<Descriptor> {
    const content = JSON.stringify({ schemaVersion: 2, mediaType, ...body });
    const digest = digestOf(content);
    await this.ask('PUT', `${name}/manifests/${tag ?? digest}`, content, mediaType);
    return { mediaType, digest, size: Buffer.byteLength(content) };
  }

  private async ask(method: string, to: string | URL, body?: string, type?: string): Promise<Response> {
    const url = typeof to === 'string' ? `http://${this.host}/v2/${to}` : to;
    const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type };
    const answer = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) });
    if (!answer.ok) throw new Error(`${method} ${String(url)}: ${answer.status} ${await answer.text()}`);
    return answer;
  }
}

function digestOf(content: string): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

/** A port that nobody uses now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });
}
