import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { Annotations, TerraformOutput } from 'cdktf';
import {
  App,
  BaseStack,
  compose,
  cronJob,
  existingSecret,
  httpState,
  ImageBuild,
  InvalidInput,
  job,
  kubeconfig,
  kubernetesState,
  libvirt,
  managedSecret,
  postgresState,
  type Release,
  s3State,
  secretKey,
  service,
  Size,
  type State,
} from 'slipway';
import recordSchema from '../../schemas/slipway.schema.json';
import {
  type Changes,
  devProps,
  DIGEST,
  front,
  provides,
  released,
  root,
  services,
  smallProject,
  store,
} from '../support/small-project';
import { synthProject } from '../support/synth-project';

const { stacks, record, files } = synthProject(smallProject());

test('an environment has a stack for each hypervisor, one for its base and one for its services', () => {
  expect(Object.keys(stacks).sort()).toEqual([
    'dev-base',
    'dev-machines-desk',
    'dev-services',
    'images',
    'prod-base',
    'prod-machines-a',
    'prod-machines-b',
    'prod-services',
  ]);
});

test('a stack depends on those that must exist before it, and no stack depends on the images', () => {
  const waits = Object.fromEntries(
    Object.entries(record.stacks).map(([name, { dependsOn }]) => [name, dependsOn]),
  );
  expect(waits).toMatchObject({
    images: [],
    'prod-machines-a': [],
    'prod-base': ['prod-machines-a', 'prod-machines-b'],
    'prod-services': ['prod-base'],
  });
});

test('the same service runs by the same digest in every environment, and its resources differ only where they may', () => {
  const containers = ['dev', 'prod'].map(
    (name) =>
      stacks[`${name}-services`]?.resource['kubernetes_deployment_v1']?.['front'].spec.template.spec
        .container[0],
  );
  expect(containers[0].image).toBe(`registry.example.com/small/front@${DIGEST.front}`);
  expect(containers[1]).toEqual(containers[0]);
});

test('no environment stack refers to another stack or to a build', () => {
  for (const [name, stack] of Object.entries(stacks)) {
    if (name !== 'images') expect(JSON.stringify(stack)).not.toMatch(/terraform_remote_state|docker_/);
  }
});

test('a connection becomes an address, and decides the order of deployment', () => {
  const front = stacks['dev-services']?.resource['kubernetes_deployment_v1']?.['front'];
  expect(front.spec.template.spec.container[0].env).toEqual(
    expect.arrayContaining([
      { name: 'STORE_HOST', value: 'store' },
      { name: 'STORE_PORT', value: '5432' },
    ]),
  );
  expect(front.depends_on).toContain('kubernetes_stateful_set_v1.store');
});

test("a pool that spans hosts has each slot in its host's stack, under an address that does not depend on it", () => {
  const names = ['a', 'b'].map((host) =>
    Object.keys(stacks[`prod-machines-${host}`]?.resource['libvirt_domain'] ?? {}),
  );
  expect(names).toEqual([['nodes-0'], ['nodes-1']]);
});

test('a service that no release selects is left out, and everything else is synthesised', () => {
  const releases = [released('dev', 'front'), released('dev', 'store'), released('prod', 'front')];
  const partial = synthProject(smallProject({ releases }));
  expect(partial.stacks['prod-services']?.resource['kubernetes_stateful_set_v1']).toBeUndefined();
  expect(partial.stacks['prod-services']?.resource['kubernetes_deployment_v1']?.['front']).toBeDefined();
  expect(partial.record.environments[1]?.services['store']).toMatchObject({ digest: null });
  expect(partial.record.findings).toEqual([expect.objectContaining({ rule: 'releases/none' })]);
});

describe('the images stack', () => {
  test('builds what is not released', () => {
    expect(stacks['images']?.resource['docker_image']).toMatchObject({ front: {}, store: {} });
    expect(stacks['images']?.output['front'].value).toMatchObject({
      digest: '${docker_registry_image.front.sha256_digest}',
      sourceHash: record.images['front']?.sourceHash,
      platforms: ['linux/amd64'],
    });
  });

  test('leaves alone what is released: the resources leave the state and are not destroyed', () => {
    const built = synthProject(smallProject({ releases: releasesOfSource({}) }));
    expect(built.stacks['images']?.resource).toEqual({});
    expect(built.stacks['images']?.['removed']).toContainEqual({
      from: 'docker_image.front',
      lifecycle: [{ destroy: false }],
    });
    expect(built.stacks['images']?.output['front'].value.digest).toBe(DIGEST.front);
    expect(built.record.images['front']?.recorded).toBe(DIGEST.front);
  });

  test('builds even if there is a sample', () => {
    const built = synthProject(smallProject({ releases: releasesOfSource({ sample: true }) }));
    expect(Object.keys(built.stacks['images']?.resource['docker_image'] ?? {})).toEqual(['front', 'store']);
    expect(built.record.images['front']?.recorded).toBeNull();
  });

  /** Releases whose records are of the source as it is. */
  function releasesOfSource(marks: { readonly sample?: true }): readonly Release[] {
    return (['dev', 'prod'] as const).flatMap((environment) =>
      (['front', 'store'] as const).map((service) => {
        const release = released(environment, service);
        const sourceHash = record.images[service]?.sourceHash ?? '';
        return { ...release, records: release.records.map((entry) => ({ ...entry, sourceHash, ...marks })) };
      }),
    );
  }
});

describe('secrets', () => {
  test('a managed secret is asked for at deploy time, in variables that neither plan nor state stores', () => {
    const base = stacks['dev-base'];
    expect(base?.variable['dev_store_password']).toMatchObject({ ephemeral: true, sensitive: true });
    expect(base?.variable['dev_store_password']).not.toHaveProperty('default');
    expect(base?.resource['kubernetes_secret_v1']?.['store']).toMatchObject({
      data_wo: { password: '${var.dev_store_password}' },
      depends_on: ['kubernetes_namespace_v1.small-dev'],
      data_wo_revision: expect.any(Number) as number,
    });
    expect(base?.resource['kubernetes_secret_v1']?.['store']).not.toHaveProperty('data');
  });

  test('a secret that is written again rolls out the pods that read it, and no others', () => {
    const annotationsOf = (revision: number) => {
      const project = smallProject({ dev: { secrets: { store: managedSecret({ revision }) } } });
      const services = synthProject(project).stacks['dev-services'];
      const podsOf = (kind: string, name: string) =>
        services?.resource[kind]?.[name].spec.template.metadata.annotations as unknown;
      return [podsOf('kubernetes_stateful_set_v1', 'store'), podsOf('kubernetes_deployment_v1', 'front')];
    };
    expect(annotationsOf(1)).toEqual([undefined, undefined]);
    expect(annotationsOf(2)).toEqual([{ 'revision/secrets': 'store=2' }, undefined]);
  });

  test('an existing secret is left to its creator', () => {
    const other = synthProject(smallProject({ dev: { secrets: { store: existingSecret() } } }));
    expect(other.stacks['dev-base']?.resource['kubernetes_secret_v1']).toBeUndefined();
    expect(other.stacks['dev-base']?.variable).toEqual({});
  });

  test('the pull secret has the format that Kubernetes expects, and every pod uses it', () => {
    const secrets = { store: managedSecret({ revision: 1 }), registry: managedSecret({ revision: 3 }) };
    const other = synthProject(smallProject({ dev: { secrets, pullSecret: 'registry' } }));
    expect(other.stacks['dev-base']?.resource['kubernetes_secret_v1']?.['registry']).toMatchObject({
      type: 'kubernetes.io/dockerconfigjson',
      data_wo: { '.dockerconfigjson': '${var.dev_registry_dockerconfigjson}' },
    });
    const pod =
      other.stacks['dev-services']?.resource['kubernetes_deployment_v1']?.['front'].spec.template.spec;
    expect(pod.image_pull_secrets).toEqual([{ name: 'registry' }]);
  });
});

describe('state', () => {
  interface Case {
    readonly kind: string;
    readonly state: State;
    readonly backend: object;
  }
  const CASES: readonly Case[] = [
    {
      kind: 'PostgreSQL',
      state: postgresState({ schemaPrefix: 'small_' }),
      backend: { pg: { schema_name: 'small_dev_base' } },
    },
    {
      kind: 'an S3-compatible store',
      state: s3State({
        bucket: 'states',
        region: 'main',
        prefix: 'tf/',
        endpoint: 'https://store.example.com',
      }),
      backend: {
        s3: {
          bucket: 'states',
          key: 'tf/small/dev-base.tfstate',
          use_lockfile: true,
          endpoints: { s3: 'https://store.example.com' },
        },
      },
    },
    {
      kind: 'Kubernetes',
      state: kubernetesState({ namespace: 'states', configPath: '~/.kube/config', configContext: 'hub' }),
      backend: { kubernetes: { secret_suffix: 'dev-base.small.state', namespace: 'states' } },
    },
    {
      kind: 'an HTTP server',
      state: httpState({ address: 'https://git.example.com/state/' }),
      backend: {
        http: {
          address: 'https://git.example.com/state/small_dev-base',
          lock_address: 'https://git.example.com/state/small_dev-base/lock',
        },
      },
    },
  ];

  test.each(CASES)('is kept in $kind', ({ state, backend }) => {
    const kept = synthProject(smallProject({ project: { state } }));
    expect(kept.stacks['dev-base']?.['terraform'].backend).toMatchObject(backend);
    expect(Object.keys(kept.stacks['dev-base']?.['terraform'].backend)).toHaveLength(1);
  });

  test('is kept in local files, under a path that is the same in every checkout', () => {
    expect(stacks['dev-base']?.['terraform'].backend).toEqual({
      local: { path: '../../../state/dev-base.tfstate' },
    });
  });

  test('can be kept elsewhere for an environment', () => {
    const kept = synthProject(smallProject({ prod: { state: postgresState({ schemaPrefix: 'p_' }) } }));
    expect(kept.stacks['prod-services']?.['terraform'].backend).toEqual({
      pg: { schema_name: 'p_prod_services' },
    });
    expect(kept.stacks['dev-services']?.['terraform'].backend).toHaveProperty('local');
  });

  test('is different for every stack', () => {
    const states = Object.values(record.stacks).map(({ state }) => state);
    expect(new Set(states).size).toBe(states.length);
  });
});

/** The schema without room for what it does not name: readers are lenient, this test is not. */
function closed(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map(closed);
  const inside = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return 'properties' in inside && inside['type'] === 'object'
    ? { additionalProperties: false, ...inside }
    : inside;
}

describe('slipway.json', () => {
  test('is valid by its published schema', () => {
    const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(
      closed(recordSchema) as object,
    );
    const jobs = [
      job({ name: 'migrate', of: front, command: ['x'], before: [front] }),
      cronJob({ name: 'nightly', of: front, command: ['x'], schedule: '@daily' }),
    ];
    for (const each of [record, synthProject(smallProject({ project: { jobs } })).record])
      expect(validate(each) ? [] : validate.errors).toEqual([]);
  });

  test("records each resource's origin and whether it is protected", () => {
    const claim = 'kubernetes_persistent_volume_claim_v1.store-data';
    expect(record.stacks['prod-services']?.resources[claim]).toMatchObject({ protected: true });
    expect(record.stacks['dev-services']?.resources[claim]).toMatchObject({ protected: false });
    expect(record.stacks['dev-services']?.resources[claim]?.construct).toMatch(/^dev-services\/store\//);
  });

  test('names no file outside the project, whose path would differ between machines', () => {
    const resources = Object.values(record.stacks).flatMap((stack) => Object.values(stack.resources));
    expect(new Set(resources.map(({ file }) => file))).toEqual(new Set([null]));
  });

  test('lists every resource of every stack, by its Terraform address', () => {
    for (const [name, stack] of Object.entries(stacks)) {
      const addresses = Object.entries(stack.resource).flatMap(([type, named]) =>
        Object.keys(named).map((id) => `${type}.${id}`),
      );
      expect(Object.keys(record.stacks[name]?.resources ?? {})).toEqual(addresses.sort());
    }
  });

  test('records what each host has promised', () => {
    expect(record.environments[0]?.hosts['desk']).toEqual({
      cores: 8,
      memoryBytes: 16 * 2 ** 30,
      allocatable: { cpu: 8, memoryBytes: 16 * 2 ** 30 },
      promised: { cpu: 4, memoryBytes: 8 * 2 ** 30 },
    });
  });
});

test('contains no absolute path of this machine', () => {
  expect(Object.values(files).join('\n')).not.toContain(tmpdir() + '/slipway-');
  expect(Object.values(files).join('\n')).not.toContain(process.cwd());
});

test('the storage of a service that no release selects stays: a lost release file must not destroy data', () => {
  const without = synthProject(
    smallProject({ releases: [released('dev', 'front'), released('dev', 'store')] }),
  );
  const claims = [without, synthProject(smallProject())].map(
    ({ stacks: all }) => all['prod-services']?.resource['kubernetes_persistent_volume_claim_v1'],
  );
  expect(claims[0]?.['store-data'].lifecycle).toEqual({ prevent_destroy: true });
  expect(claims[0]).toEqual(claims[1]);
});

test('a hypervisor without slots keeps its stack, which destroys what ran there', () => {
  const hypervisors = {
    desk: libvirt({ uri: 'qemu:///system', cores: 8, memory: Size.gibibytes(16) }),
    shelf: libvirt({ uri: 'qemu+ssh://ops@shelf/system', cores: 8, memory: Size.gibibytes(16) }),
  };
  const moved = synthProject(smallProject({ dev: { hypervisors } }));
  expect(moved.stacks['dev-machines-shelf']?.resource).toEqual({});
  expect(moved.record.stacks['dev-base']?.dependsOn).toEqual(['dev-machines-desk']);
});

test.each(['backend', 'docker', 'kubernetes', 'libvirt', 'images', 'small-dev', 'front-release'])(
  'a service, a pool, a network and a secret may all be called %s',
  (name) => {
    const twin = service({ ...front.props, name, public: undefined, secrets: { A: secretKey(name, 'key') } });
    const settings = services('dev.example.com');
    const { replicas, cpu, memory, settings: values } = settings.front;
    const given = { replicas, cpu, memory, settings: values };
    const { pools = {}, networks = {} } = devProps();
    const named = smallProject({
      devOnly: true,
      project: { services: [front, store, twin] as never },
      dev: {
        services: { ...settings, [name]: given },
        networks: { [name]: networks['lan'] },
        pools: { [name]: { ...pools['nodes'], network: name } },
        cluster: kubeconfig({ context: 'dev', nodePool: name, provides: provides() }),
        secrets: { store: managedSecret({ revision: 1 }), [name]: managedSecret({ revision: 1 }) },
      },
      releases: [],
    });
    expect(Object.keys(synthProject(named).stacks)).toHaveLength(4);
  },
);

describe('the output folder', () => {
  test('loses the stacks that no longer exist, and keeps everything else in it', () => {
    const outdir = mkdtempSync(join(tmpdir(), 'slipway-stale-'));
    const written = (changes: Changes): readonly string[] => {
      const app = new App({ outdir });
      compose(app, smallProject(changes));
      app.synth();
      return readdirSync(join(outdir, 'stacks'));
    };
    expect(written({})).toContain('prod-services');
    writeFileSync(join(outdir, 'stacks', 'prod-base', 'notes.txt'), 'mine');
    expect(written({ devOnly: true }).filter((name) => name.startsWith('prod'))).toEqual(['prod-base']);
    expect(readdirSync(join(outdir, 'stacks', 'prod-base'))).toEqual(['notes.txt']);
    rmSync(outdir, { recursive: true, force: true });
  });

  test('is refused if the paths of build contexts would be wrong', () => {
    const outdir = join(root, 'build', 'out');
    mkdirSync(outdir, { recursive: true });
    expect(() => {
      compose(new App({ outdir }), smallProject());
    }).toThrow(/must be a folder directly below the project.*but is build\/out/);
  });
});

describe('nothing is written', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'slipway-empty-'));
  afterAll(() => {
    rmSync(outdir, { recursive: true, force: true });
  });

  test('if the project has a problem', () => {
    const app = new App({ outdir });
    expect(() => {
      compose(app, smallProject({ dev: { secrets: {} } }));
      app.synth();
    }).toThrow(InvalidInput);
    expect(filesIn(outdir)).toEqual([]);
  });

  test('if the last stack has an error annotation', () => {
    const app = new App({ outdir: mkdtempSync(join(outdir, 'annotated-')) });
    compose(app, smallProject());
    Annotations.of(app.node.findChild('prod-services')).addError('the wrong smell');
    expect(() => {
      app.synth();
    }).toThrow(/prod-services is not valid: the wrong smell/);
    expect(filesIn(app.outdir)).toEqual([]);
  });

  test('if a construct of the last stack is not valid', () => {
    const app = new App({ outdir: mkdtempSync(join(outdir, 'late-')) });
    compose(app, smallProject());
    app.node.findChild('prod-services').node.addValidation({ validate: () => ['the wrong colour'] });
    expect(() => {
      app.synth();
    }).toThrow(/prod-services is not valid: the wrong colour/);
    expect(filesIn(app.outdir)).toEqual([]);
  });

  function filesIn(folder: string): readonly string[] {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);
  }
});

test("a reference to another stack's value is refused: stacks share no state", () => {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'slipway-cross-')) });
  compose(app, smallProject());
  const images = app.node.findChild('images');
  const [build] = images.node.findAll().filter((child) => child instanceof ImageBuild);
  const base = app.node.children.find((child) => child instanceof BaseStack);
  if (base === undefined) throw new Error('there is a base stack');
  new TerraformOutput(base, 'leak', { value: build?.digest });
  expect(() => {
    app.synth();
  }).toThrow(/Stacks share no state/);
  rmSync(app.outdir, { recursive: true, force: true });
});
