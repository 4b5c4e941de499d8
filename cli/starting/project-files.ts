import { Call, importLine, importsOf, isObject, memberOf, Name, render, type Source, spread } from './source';
import { type Starter, type StarterService, variableOf } from './starter';
import type { FolderBefore } from './tool-files';

/** The files of a project that say what it is, by path. */
export function projectFiles(starter: Starter, { hasTests }: FolderBefore): Readonly<Record<string, string>> {
  const services = starter.services.flatMap((service) =>
    serviceFiles(service).map(([path, text]) => [`services/${service.name}/${path}`, text] as const),
  );
  const environments = starter.environments.map(
    (name, index) => [`environments/${name}/index.ts`, environmentFile(starter, name, index)] as const,
  );
  return Object.fromEntries([
    ...services,
    ['project.ts', projectFile(starter)] as const,
    ['environments/sizes.ts', sizesFile(starter)] as const,
    ...environments,
    ['composition.ts', compositionFile(starter)] as const,
    ['main.ts', MAIN] as const,
    ...(hasTests ? [] : [['__tests__/project.test.ts', TEST] as const]),
  ]);
}

/** The files of a service, by path in its folder. */
export function serviceFiles(service: StarterService): readonly (readonly [string, string])[] {
  return [['service.ts', serviceFile(service)], ...Object.entries(service.files ?? {})];
}

/** `service({ … })`, or what else declares it. */
export function serviceOf({ name, kind = 'service', props }: StarterService): Call {
  return new Call(kind, { name, ...props });
}

/** The services, each after those that it names. */
export function inOrder(services: readonly StarterService[]): readonly StarterService[] {
  const done = new Set<StarterService>();
  const visit = (one: StarterService): void => {
    if (done.has(one)) return;
    for (const used of one.uses ?? []) {
      const other = services.find(({ name }) => name === used);
      if (other !== undefined && other !== one) visit(other);
    }
    done.add(one);
  };
  services.forEach(visit);
  return [...done];
}

function serviceFile(service: StarterService): string {
  const { name, uses = [] } = service;
  const declared = serviceOf(service);
  const others = uses.filter((other) => other !== name);
  return [
    importLine(importsOf(declared), 'slipway'),
    ...others.map((other) => importLine([variableOf(other)], `../${other}/service`)),
    '\n',
    `export const ${variableOf(name)} = ${render(declared, 0, `export const ${variableOf(name)} = `.length)};\n`,
  ].join('');
}

/** `project({ … })`. */
export function projectOf({ name, registry, services }: Starter): Call {
  const names = (kinds: readonly string[]) =>
    services
      .filter(({ kind = 'service' }) => kinds.includes(kind))
      .map((one) => new Name(variableOf(one.name)));
  const jobs = names(['job', 'cronJob']);
  return new Call('project', {
    name,
    root: new Name('__dirname'),
    registry,
    state: new Call('localState'),
    services: names(['service']),
    jobs: jobs.length > 0 ? jobs : undefined,
  });
}

function projectFile(starter: Starter): string {
  const declared = projectOf(starter);
  const imports = [...starter.services]
    .map((service) => importLine([variableOf(service.name)], `./services/${service.name}/service`))
    .sort();
  const body = render(declared).replace(
    '  state: localState(),',
    [
      "  // For one person at one machine. A team keeps it where everybody reaches it: postgresState({ schemaPrefix: '…' })",
      '  state: localState(),',
    ].join('\n'),
  );
  return [
    importLine(importsOf(declared), 'slipway'),
    ...imports,
    '\n/** What all environments share. From here on the types know which services there are. */\n',
    `export const ${projectVariable(starter)} = ${body};\n`,
  ].join('');
}

/** How large everything is, unless an environment says otherwise. */
export function sizesOf({ services }: Starter): Source {
  return Object.fromEntries(services.filter(isSized).map(({ name, sizes }) => [name, sizes] as const));
}

function sizesFile(starter: Starter): string {
  const sizes = sizesOf(starter);
  return `${importLine(importsOf(sizes), 'slipway')}
/** How large each service is, where an environment does not say otherwise. */
export const sizes = ${render(sizes, 0, 'export const sizes = ;'.length)};
`;
}

function isSized({ kind = 'service', sizes }: StarterService): boolean {
  return kind === 'service' || Object.keys(sizes).length > 0;
}

/** `shop.environment({ … })`. */
export function environmentOf(starter: Starter, name: string, index: number): Call {
  const { environments, services } = starter;
  const isLast = index === environments.length - 1;
  const before = environments[index - 1];
  const secrets = [...new Set(services.flatMap((service) => service.secrets ?? []))].sort();
  const whole = services.flatMap((service) => service.wholeSecrets ?? []);
  // Who reads a whole secret names none of its keys, so that Slipway can't ask for them.
  // Where it runs already, the secret is there.
  const runs = starter.running?.environment === name;
  const source = (secret: string) =>
    runs || whole.includes(secret) ? new Call('existingSecret') : new Call('managedSecret', { revision: 1 });
  return new Call(`${projectVariable(starter)}.environment`, {
    name,
    after: before === undefined ? undefined : new Name(variableOf(before)),
    protect: isLast && before !== undefined ? true : undefined,
    cluster: new Call('kubeconfig', { context: `${starter.name}-${name}`, provides: provisions(starter) }),
    secrets:
      secrets.length === 0
        ? undefined
        : Object.fromEntries(secrets.map((secret) => [secret, source(secret)])),
    imports: runs ? starter.running.imports : undefined,
    services: sizesIn(starter, name, isLast),
  });
}

/** A domain leads to one environment: the one that runs already, or the last one. The others have theirs below it. */
function sizesIn({ services, running }: Starter, environment: string, isLast: boolean): Source {
  const isMain = running === undefined ? isLast : running.environment === environment;
  const served = services.filter(({ sizes }) => sizes['domain'] !== undefined);
  if (isMain || served.length === 0) return new Name('sizes');
  return {
    ...spread('sizes'),
    ...Object.fromEntries(
      served.map(({ name, sizes: { domain, aliases } }) => [
        name,
        {
          ...spread(memberOf('sizes', name)),
          domain: below(environment, domain),
          aliases: Array.isArray(aliases)
            ? aliases.map((alias: Source) => below(environment, alias) ?? '')
            : undefined,
        },
      ]),
    ),
  };
}

/** `dev.shop.example.com`, and `*.dev.example.com` of a wildcard. */
function below(environment: string, domain: Source | undefined): Source | undefined {
  if (typeof domain !== 'string') return domain;
  return domain.startsWith('*.') ? `*.${environment}.${domain.slice(2)}` : `${environment}.${domain}`;
}

function environmentFile(starter: Starter, name: string, index: number): string {
  const before = starter.environments[index - 1];
  const declared = environmentOf(starter, name, index);
  const fromSlipway = importsOf(declared).filter((imported) => imported !== projectVariable(starter));
  return [
    importLine(fromSlipway, 'slipway'),
    importLine([projectVariable(starter)], '../../project'),
    before === undefined ? '' : importLine([variableOf(before)], `../${before}`),
    importLine(['sizes'], '../sizes'),
    `\nexport const ${variableOf(name)} = ${render(declared)};\n`,
  ].join('');
}

/** What the cluster must have for these services. */
function provisions({ services }: Starter): Source {
  const has = (option: string) => services.some(({ props }) => props[option] !== undefined);
  return {
    // Replicas between two numbers follow the use of CPU or memory, which a metrics server tells.
    metrics: services.some(({ sizes: { replicas = 1 } }) => isObject(replicas)) ? true : undefined,
    storageClass: has('volumes') ? 'standard' : undefined,
    ingress: has('public')
      ? {
          className: 'nginx',
          controllerNamespace: 'ingress-nginx',
          tls: new Call('plainHttp', 'TODO: name a certificate, as docs/environments.md says'),
        }
      : undefined,
  };
}

function compositionFile(starter: Starter): string {
  const environments = [...starter.environments].sort();
  const declared = render({
    project: new Name(projectVariable(starter)),
    environments: starter.environments.map((name) => new Name(variableOf(name))),
    releases: new Name("readReleases(join(__dirname, 'environments'))"),
    placements: new Name("readPlacements(join(__dirname, 'environments'))"),
  });
  return [
    "import { join } from 'node:path';\n",
    "import { type Composition, readPlacements, readReleases } from 'slipway';\n",
    ...environments.map((name) => importLine([variableOf(name)], `./environments/${name}`)),
    importLine([projectVariable(starter)], './project'),
    '\n/** All that is composed: `main.ts` synthesises it, and the commands of `slipway` read it. */\n',
    `export const composition: Composition = ${declared};\n`,
  ].join('');
}

/** The project's variable: no service and no environment may have the same. */
export function projectVariable({ name, services, environments }: Starter): string {
  const taken = [...services.map((service) => service.name), ...environments].map(variableOf);
  let variable = variableOf(name);
  while (taken.includes(variable)) variable += 'Project';
  return variable;
}

const MAIN = `import { App, compose, reportProblems } from 'slipway';
import { composition } from './composition';

void reportProblems(() => {
  const app = new App();
  compose(app, composition);
  app.synth();
});
`;

const TEST = `import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, compose } from 'slipway';
import { composition } from '../composition';

test('the project is valid in every environment', () => {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'synth-')) });
  compose(app, composition);
  expect(() => app.synth()).not.toThrow();
});
`;
