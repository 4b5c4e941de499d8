import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { outputOf } from '../operations/process';
import { mirroredPackages, TERRAFORM_REGISTRY } from './mirrored-packages';

const PROTOCOLS = ['5.0', '6.0'];
const timeoutMs = 120_000;
const SIGNER = 'lab@localhost';

/**
 * Lays out a provider registry as files, for any web server: with what Terraform's implied local mirrors hold, signed by a key made
 * for it.
 *
 * `terraform init` is content with the mirrors. `terraform providers lock`, which `npx cdktf diff` and `deploy` run, asks a registry
 * all the same.
 *
 * @param folder what the web server serves
 * @param url where it serves that, such as `http://127.0.0.1:8080`
 * @param providers what it must have, such as `hashicorp/kubernetes`
 * @returns the path of Terraform's configuration by which it asks this registry, and not the one on the internet; undefined where
 * the mirrors lack one of those, which then come from the internet
 * @throws Failure where `gpg` or `zip` fail
 * @see https://developer.hashicorp.com/terraform/internals/provider-registry-protocol
 */
export async function layOutProviderRegistry(
  folder: string,
  url: string,
  providers: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<string | undefined> {
  const packages = mirroredPackages(env);
  const mirrored = new Set(packages.map(({ provider }) => provider));
  if (providers.some((provider) => !mirrored.has(provider))) return undefined;
  const gnupg = join(folder, '..', 'gnupg');
  mkdirSync(gnupg, { recursive: true, mode: 0o700 });
  const gpg = (...args: readonly string[]) =>
    outputOf('gpg', ['--homedir', gnupg, '--batch', '--passphrase', '', ...args], { timeoutMs });
  await gpg('--quick-generate-key', SIGNER, 'rsa2048', 'sign', 'never');
  const listed = await gpg('--list-keys', '--with-colons', SIGNER);
  const key = {
    key_id: /^fpr:+([0-9A-F]{40}):/m.exec(listed)?.[1]?.slice(-16) ?? '',
    ascii_armor: await gpg('--armor', '--export', SIGNER),
  };

  for (const provider of mirrored) {
    const versions = packages.filter((it) => it.provider === provider);
    write(join(folder, 'v1', 'providers', provider, 'versions'), {
      versions: versions.map(({ version, os, arch }) => ({
        version,
        protocols: PROTOCOLS,
        platforms: [{ os, arch }],
      })),
    });
  }
  for (const { provider, version, os, arch, unpacked } of packages) {
    const at = join('v1', 'providers', provider, version);
    const filename = `terraform-provider-${basename(provider)}_${version}_${os}_${arch}.zip`;
    const archive = join(folder, at, filename);
    mkdirSync(dirname(archive), { recursive: true });
    await outputOf('zip', ['-0', '--junk-paths', '--recurse-paths', '--quiet', archive, unpacked], {
      timeoutMs,
    });
    const shasum = createHash('sha256').update(readFileSync(archive)).digest('hex');
    writeFileSync(`${archive}.sha256`, `${shasum}  ${filename}\n`);
    await gpg('--output', `${archive}.sha256.sig`, '--detach-sign', `${archive}.sha256`);
    const served = `${url}/${at}/${filename}`;
    write(join(folder, at, 'download', os, arch), {
      protocols: PROTOCOLS,
      os,
      arch,
      filename,
      download_url: served,
      shasum,
      shasums_url: `${served}.sha256`,
      shasums_signature_url: `${served}.sha256.sig`,
      signing_keys: { gpg_public_keys: [key] },
    });
  }

  await outputOf('gpgconf', ['--homedir', gnupg, '--kill', 'all'], { timeoutMs });

  const configuration = join(folder, '..', 'registry.tfrc');
  writeFileSync(
    configuration,
    `host "${TERRAFORM_REGISTRY}" {\n  services = { "providers.v1" = "${url}/v1/providers/" }\n}\n`,
  );
  return configuration;
}

function write(file: string, content: object): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(content));
}
