/**
 * Makes bindings of providers from their saved schemas: of those that npm does not carry, and Slipway's own of the others:
 * `npm run providers`.
 * It needs neither a network nor Terraform, and the same schema gives the same bytes.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SavedSchema } from '../../core/provider-schemas';
import { neededSchema } from './needed-schema';
import { generateOwnBindings } from './own/generate';

interface Bindings {
  readonly source: string;
  readonly version: string;
  /** What the constructs use; the provider's other resources and its data sources get no bindings. */
  readonly resources: readonly string[];
}

const BINDINGS: readonly Bindings[] = [
  {
    source: 'dmacvicar/libvirt',
    version: '0.8.3',
    resources: [
      'libvirt_cloudinit_disk',
      'libvirt_domain',
      'libvirt_network',
      'libvirt_pool',
      'libvirt_volume',
    ],
  },
  {
    source: 'bpg/proxmox',
    version: '0.111.1',
    resources: [
      'proxmox_download_file',
      'proxmox_virtual_environment_file',
      'proxmox_virtual_environment_vm',
    ],
  },
];

const TIMEOUT_MS = 120_000;

/** Replaces `<outdir>/<provider>` with freshly made bindings, for each provider. */
export function generateBindings(outdir: string): void {
  for (const bindings of BINDINGS) generate(bindings, outdir);
}

function generate(bindings: Bindings, outdir: string): void {
  const workdir = mkdtempSync(join(tmpdir(), 'slipway-bindings-'));
  try {
    const name = nameOf(bindings);
    runCdktfGet(workdir, bindings);
    const made = join(workdir, 'made', 'providers', name);
    const target = join(outdir, name);
    rmSync(target, { recursive: true, force: true });
    for (const folder of foldersOf(made)) {
      mkdirSync(join(target, folder), { recursive: true });
      const code = readFileSync(join(made, folder, 'index.ts'), 'utf8');
      writeFileSync(join(target, folder, 'index.ts'), byOurModule(sayOverride(code)));
    }
  } finally {
    rmSync(workdir, { recursive: true, force: true });
  }
}

/** `dmacvicar/libvirt` → `libvirt`. */
function nameOf({ source }: Bindings): string {
  return source.slice(source.indexOf('/') + 1);
}

function runCdktfGet(workdir: string, bindings: Bindings): void {
  const { source, version, resources } = bindings;
  const name = nameOf(bindings);
  const saved = neededSchema(bindings);
  // cdktf looks for the schema of `source@constraint` under this name before it asks Terraform.
  writeFileSync(
    join(workdir, `${name}@${encodeURIComponent(`= ${version}`)}.json`),
    JSON.stringify(asTerraformSaysIt(saved, resources)),
  );
  writeFileSync(
    join(workdir, 'cdktf.json'),
    JSON.stringify({
      language: 'typescript',
      app: 'none',
      projectId: 'slipway-providers',
      sendCrashReports: 'false',
      terraformProviders: [`${source}@= ${version}`],
      codeMakerOutput: 'made',
    }),
  );
  const { status, error, stdout, stderr } = spawnSync(
    process.execPath,
    [require.resolve('cdktf-cli/bundle/bin/cdktf'), 'get', '--force'],
    {
      cwd: workdir,
      env: {
        ...process.env,
        CI: 'true',
        CHECKPOINT_DISABLE: '1',
        DISABLE_VERSION_CHECK: '1',
        CDKTF_EXPERIMENTAL_PROVIDER_SCHEMA_CACHE_PATH: workdir,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
      timeout: TIMEOUT_MS,
    },
  );
  if (status !== 0) {
    throw new Error(`cdktf get made no bindings for ${source} ${version}:\n${stdout}${stderr}`, {
      cause: error,
    });
  }
}

/** The saved schema in the form that `terraform providers schema -json` prints, cut down to the resources named. */
function asTerraformSaysIt(saved: SavedSchema, resources: readonly string[]): object {
  const wanted = Object.entries(saved.resource_schemas).filter(([type]) => resources.includes(type));
  return {
    format_version: saved.format_version,
    provider_versions: { [saved.provider]: saved.version },
    provider_schemas: {
      [saved.provider]: {
        provider: saved.provider_schema,
        resource_schemas: Object.fromEntries(wanted),
        data_source_schemas: {},
      },
    },
  };
}

function foldersOf(path: string): string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

/** cdktf's generator leaves out `override`, which our compiler options demand. */
function sayOverride(code: string): string {
  return code
    .replace(/protected (?=synthesize(?:Hcl)?Attributes\()/g, 'protected override ')
    .replace(/public (?=[gs]et alias\()/g, 'public override ')
    .replace(/protected (?=(?:terraformResource|terraformAttribute|wrapsSet): )/g, 'protected override ');
}

/** All of Slipway takes cdktf from one module. */
function byOurModule(code: string): string {
  return code.replace(/(?<=^import \* as cdktf from ')cdktf(?=')/m, '../../../cdktf');
}

if (require.main === module) {
  generateBindings(__dirname);
  generateOwnBindings(__dirname);
}
