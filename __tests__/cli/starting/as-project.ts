import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// A copy of all names, as `import *` makes one here, would load every binding.
// eslint-disable-next-line @typescript-eslint/no-require-imports
import slipway = require('slipway');
import { importsOf, render } from '../../../cli/starting/source';
import { type CarriedOver, type StarterService, variableOf } from '../../../cli/starting/starter';
import { checkComposition, checkShape, resolveComposition } from '../../../model';
import { provides } from '../../support/small-project';

const root = mkdtempSync(join(tmpdir(), 'slipway-from-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

/** The declarations of the services as a project has them, each after those that it names. */
export function sourceOf({ services }: CarriedOver): string {
  return inOrder(services)
    .map(
      ({ name, kind = 'service', props }) =>
        `const ${variableOf(name)} = ${kind}(${render({ name, ...props })});`,
    )
    .join('\n');
}

/** What is wrong with a project of these services, with one environment, sizes and secrets as they are said. */
export function problemsOf(carried: CarriedOver): readonly string[] {
  const composition = compositionOf(carried);
  const shape = checkShape(composition);
  const findings = shape.length > 0 ? shape : checkComposition(resolveComposition(composition));
  return findings
    .filter(({ severity, rule }) => severity === 'error' && rule !== 'releases/none')
    .map(({ rule, path, message, value }) => `${rule}: ${path} ${message}: ${value ?? ''}`);
}

/** A project of these services. Images that are not pinned yet get some digest. */
export function compositionOf(carried: CarriedOver): slipway.Composition {
  const { services } = carried;
  const folder = join(root, 'services', 'each');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(root, 'Dockerfile'), 'FROM scratch\n');
  const names = [
    ...new Set([
      'service',
      'job',
      'cronJob',
      ...services.flatMap(({ props, sizes }) => [...importsOf(props), ...importsOf(sizes)]),
    ]),
  ];
  const jobs = services.filter(({ kind = 'service' }) => kind !== 'service');
  const text = `
    const { ${names.join(', ')} } = slipway;
    ${pinned(sourceOf(carried))}
    return {
      services: [${services
        .filter((one) => !jobs.includes(one))
        .map(({ name }) => variableOf(name))
        .join(', ')}],
      jobs: [${jobs.map(({ name }) => variableOf(name)).join(', ')}],
      sizes: { ${services
        .filter((one) => !jobs.includes(one))
        .map(({ name, sizes }) => `'${name}': ${render(sizes)}`)
        .join(', ')} },
    };`;
  // The texts are TypeScript that is JavaScript as well.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const { sizes, ...declared } = new Function('slipway', '__dirname', text)(slipway, folder) as {
    services: slipway.Service[];
    jobs: slipway.Job[];
    sizes: Record<string, object>;
  };
  const project = slipway.project({
    name: 'carried',
    root,
    registry: 'registry.example.com/carried',
    state: slipway.localState(),
    ...declared,
  });
  const secrets = [...new Set(services.flatMap(({ secrets: read = [] }) => read))];
  const dev = project.environment({
    name: 'dev',
    cluster: slipway.kubeconfig({ context: 'dev', provides: provides() }),
    secrets: Object.fromEntries(secrets.map((name) => [name, slipway.existingSecret()])),
    services: sizes,
  } as never);
  return { project, environments: [dev], releases: slipway.Releases.of([]) };
}

function pinned(source: string): string {
  return source.replace(/(prebuilt\(\s*'[^'@]+)'/g, `$1@sha256:${'a'.repeat(64)}'`);
}

function inOrder(services: readonly StarterService[]): readonly StarterService[] {
  const done: StarterService[] = [];
  const visit = (one: StarterService): void => {
    if (done.includes(one)) return;
    for (const used of one.uses ?? []) {
      const other = services.find(({ name }) => name === used);
      if (other !== undefined) visit(other);
    }
    done.push(one);
  };
  services.forEach(visit);
  return done;
}
