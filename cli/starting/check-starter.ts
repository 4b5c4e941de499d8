import { type Finding, problem } from '../../core/findings';
import { checkComposition, checkShape, type Composition, prebuilt, resolveComposition } from '../../model';
import { Placements } from '../../placement';
import { Releases } from '../../promotion';
import { evaluate } from './evaluate';
import { environmentOf, inOrder, projectOf, projectVariable, serviceOf, sizesOf } from './project-files';
import { render } from './source';
import { sameVariable, type Starter, variableOf } from './starter';

/**
 * What the synth would refuse of a project that is not written yet: what its files declare, judged by the rules of each synth. Images
 * are taken for pinned, which `slipway pin` does next, and what they are built from for sound.
 *
 * @param folder where it is to be written, absolute
 */
export function checkStarter(starter: Starter, folder: string): readonly Finding[] {
  const twice = [
    ...variablesTwice(
      starter.services.map(({ name }) => name),
      'services',
    ),
    ...variablesTwice(starter.environments, 'environments'),
  ];
  if (twice.length > 0) return twice;
  const composition = {
    ...(evaluate(declarationsOf(starter), {
      __dirname: folder,
      image: () => pinned('registry.example.com/built'),
      prebuilt: pinned,
    }) as Pick<Composition, 'project' | 'environments'>),
    releases: Releases.of([]),
    placements: Placements.of([]),
  };
  const shape = checkShape(composition);
  const findings = shape.length > 0 ? shape : checkComposition(resolveComposition(composition));
  return findings.filter(({ severity }) => severity === 'error');
}

/** The declarations of all files, each where it sees what it imports and no more. */
function declarationsOf(starter: Starter): string {
  const variable = projectVariable(starter);
  const services = inOrder(starter.services).map(
    (service) => `const ${variableOf(service.name)} = ${render(serviceOf(service))};`,
  );
  const environments = starter.environments.map(
    (name, index) => `const ${variableOf(name)} = ${render(environmentOf(starter, name, index))};`,
  );
  return [
    `const ${variable} = (() => {`,
    ...services,
    `return ${render(projectOf(starter))};`,
    '})();',
    `const sizes = ${render(sizesOf(starter))};`,
    ...environments,
    `return { project: ${variable}, environments: [${starter.environments.map(variableOf).join(', ')}] };`,
  ].join('\n');
}

function pinned(reference: string, options?: Parameters<typeof prebuilt>[1]) {
  const whole = reference.includes('@') ? reference : `${reference}@sha256:${'0'.repeat(64)}`;
  return prebuilt(whole, options);
}

/** A finding for each name that gives the same variable as one before it. */
function variablesTwice(names: readonly string[], path: string): readonly Finding[] {
  return names.flatMap((name, index) => {
    const other = sameVariable(name, names.slice(0, index));
    if (other === undefined) return [];
    return [
      problem({
        rule: 'init/variable',
        path: `${path}.${name}`,
        message: 'must not give the same variable as another name',
        value: `${variableOf(name)}, of ${other} and of ${name}`,
        advice: 'Rename one of them.',
      }),
    ];
  });
}
