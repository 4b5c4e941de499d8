import { z } from 'zod';
import { Cpu, Duration, Size } from '../../constructs/quantities';
import { type Finding, problem } from '../../core/findings';
import { Placements } from '../../placement';
import { Releases } from '../../promotion';
import { Project } from '../project';
import { Service } from '../service';

/**
 * What the types demand, for runners that skip types: a value that is missing, of another kind, or under a name that
 * nothing has. What values mean is for the rules; they rely on what is checked here.
 */
export function checkShape(input: unknown): readonly Finding[] {
  const whole = findingsOf(INPUT, input, 'compose(…)');
  if (whole.length > 0) return whole;
  const { project, environments } = input as z.infer<typeof INPUT>;
  const props = findingsOf(PROJECT, project.props, 'project');
  if (props.length > 0) return props;
  return [
    ...project.props.services.flatMap((service) =>
      findingsOf(SERVICE, service.props, `services.${service.name}`),
    ),
    ...environments.flatMap((environment) =>
      findingsOf(ENVIRONMENT, environment, `environments.${String(environment['name'])}`),
    ),
  ];
}

const size = z.custom<Size>((value) => value instanceof Size, {
  error: 'must be a Size, such as Size.gibibytes(1)',
});
const cpu = z.custom<Cpu>((value) => value instanceof Cpu, {
  error: 'must be a Cpu, such as Cpu.millis(500)',
});
const duration = z.custom<Duration>((value) => value instanceof Duration, {
  error: 'must be a Duration, such as Duration.seconds(30)',
});
const texts = z.record(z.string(), z.string());
const probe = z.looseObject(
  { kind: z.string() },
  { error: 'must be a probe, such as httpGet(…), tcp(…) or exec(…)' },
);
const service = z.instanceof(Service, { error: 'must be what service(…) gives' });

const INPUT = z.strictObject({
  project: z.instanceof(Project, { error: 'must be what project(…) gives' }),
  environments: z.array(z.looseObject({})).min(1, { error: 'must hold at least one environment' }),
  releases: z.instanceof(Releases, { error: 'must be what readReleases(…) gives' }),
  placements: z.instanceof(Placements, { error: 'must be what readPlacements(…) gives' }).optional(),
});

const PROJECT = z.strictObject({
  name: z.string(),
  root: z.string(),
  registry: z.string(),
  state: z.looseObject({ kind: z.string() }, { error: 'must be a state, such as localState()' }),
  build: z
    .strictObject({
      arguments: texts.optional(),
      platform: z.string().optional(),
      builder: z.enum(['classic', 'buildkit']).optional(),
      registryAuth: z.enum(['docker-config', 'none']).optional(),
    })
    .optional(),
  services: z.array(service).min(1, { error: 'must hold at least one service' }),
});

const SERVICE = z.strictObject({
  name: z.string(),
  image: z.looseObject({ context: z.string() }, { error: 'must be what image({ context }) gives' }),
  ports: z.record(z.string(), z.number()).optional(),
  ready: probe,
  live: probe.optional(),
  startup: probe.optional(),
  terminationGrace: duration.optional(),
  rolloutDeadline: duration.optional(),
  env: texts.optional(),
  settings: z.array(z.string()).optional(),
  secrets: z.record(z.string(), z.looseObject({ secretName: z.string(), key: z.string() })).optional(),
  files: texts.optional(),
  scratch: z.array(z.string()).optional(),
  scratchSize: size.optional(),
  volumes: texts.optional(),
  single: z.boolean().optional(),
  connectsTo: z.record(z.string(), z.looseObject({ service, port: z.string() })).optional(),
  egress: z.record(z.string(), z.looseObject({ host: z.string(), number: z.number() })).optional(),
  public: z.string().optional(),
  user: z.number().optional(),
});

const replicas = z.union(
  [z.number(), z.strictObject({ min: z.number(), max: z.number(), cpuPercent: z.number() })],
  { error: 'must be a number, or { min, max, cpuPercent }' },
);

const freeze = z.union(
  [
    z.strictObject({ from: z.string(), until: z.string(), reason: z.string() }),
    z.strictObject({
      weekly: z.strictObject({ from: z.string(), until: z.string() }),
      timeZone: z.string().optional(),
      reason: z.string(),
    }),
  ],
  { error: 'must be { from, until, reason }, or { weekly: { from, until }, reason }' },
);

const ENVIRONMENT = z.strictObject({
  name: z.string(),
  after: z.looseObject({ name: z.string() }, { error: 'must be an environment, or null' }).nullish(),
  soak: duration.optional(),
  freeze: z.array(freeze).optional(),
  protect: z.boolean(),
  hypervisors: z.record(z.string(), z.looseObject({ kind: z.string(), cores: z.number(), memory: size })),
  networks: z.record(
    z.string(),
    z.looseObject({ kind: z.string() }, { error: 'must be a network, such as nat(…) or bridged(…)' }),
  ),
  overcommit: z.strictObject({ cpu: z.number().optional(), memory: z.number().optional() }).optional(),
  survives: z.strictObject({ hosts: z.number() }).optional(),
  pools: z.record(
    z.string(),
    z.looseObject({
      slots: z.union(
        [
          z.int().min(0),
          z.array(z.string()),
          z.record(
            z.string(),
            z.union([
              z.string(),
              z.strictObject({
                on: z.string().optional(),
                address: z.string().optional(),
                address6: z.string().optional(),
              }),
            ]),
          ),
        ],
        { error: 'must be a number of slots, their keys, or key → hypervisor or { on, address }' },
      ),
      retired: z
        .record(z.string(), z.strictObject({ on: z.string(), data: z.enum(['keep', 'forget', 'destroy']) }))
        .optional(),
      spread: z.enum(['preferred', 'required']).optional(),
      maxUnavailable: z.number().optional(),
      quorum: z.boolean().optional(),
      cpu: z.number(),
      memory: size,
      image: z.looseObject({ kind: z.string() }, { error: 'must be what machineImage(…) gives' }),
      network: z.string(),
      addresses: z.union([z.string(), z.strictObject({ from: z.string(), to: z.string() })]),
    }),
  ),
  cluster: z.looseObject(
    { connection: z.looseObject({ kind: z.string() }), provides: z.looseObject({}) },
    { error: 'must be a cluster with what it provides, such as kubeconfig({ context, provides })' },
  ),
  secrets: z.record(
    z.string(),
    z.looseObject({ kind: z.string() }, { error: 'must be managedSecret(…) or existingSecret()' }),
  ),
  pullSecret: z.string().optional(),
  // Which settings a service needs, a rule of its own says: here only what is given is looked at.
  services: z.record(
    z.string(),
    z.strictObject({
      cpu: cpu.optional(),
      memory: size.optional(),
      replicas: replicas.optional(),
      volumes: z.record(z.string(), size).optional(),
      domain: z.string().optional(),
      settings: texts.optional(),
    }),
  ),
  state: PROJECT.shape.state.optional(),
  file: z.string().optional(),
});

function findingsOf(schema: z.ZodType, value: unknown, path: string): readonly Finding[] {
  const { error } = schema.safeParse(value, { reportInput: true });
  return (error?.issues ?? []).flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => unknownName([path, ...issue.path, key].join('.'), key))
      : [wrongKind([path, ...issue.path].join('.'), issue)],
  );
}

function unknownName(path: string, key: string): Finding {
  return problem({
    rule: 'shape/unknown',
    path,
    message: 'must be a property that there is',
    value: key,
    advice: 'Look for a slip in the name: your editor offers the ones that there are.',
  });
}

function wrongKind(path: string, { code, input, ...issue }: z.core.$ZodIssue): Finding {
  const expected =
    code === 'invalid_type' && 'expected' in issue ? `must be a ${issue.expected}` : issue.message;
  const custom = issue.message.startsWith('must ') ? issue.message : expected;
  return problem({
    rule: 'shape/kind',
    path,
    message: custom.startsWith('must ') ? custom : `must be of another kind: ${custom}`,
    value: shown(input),
    advice:
      input === undefined ? 'Give it.' : 'Write it as the types demand: `npm run typecheck` says where.',
  });
}

function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'number' || value === null) return String(value);
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? typeof value : text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
