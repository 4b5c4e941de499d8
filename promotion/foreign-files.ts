import type { Finding } from '../core/findings';
import type { Pipeline } from './pipeline';

/** A warning for each folder whose environment the project does not have, and each file whose service it does not. */
export function foreignFiles({ stages, services, releases }: Pipeline): readonly Finding[] {
  const ours = new Set(stages.map(({ name }) => name));
  const served = new Set(services);
  const folders = new Set(releases.files.map(({ environment }) => environment));
  return [
    ...[...folders]
      .filter((name) => !ours.has(name))
      .map((name) => foreignFolder(`${releases.folder}/${name}/releases`, ours)),
    ...releases.files
      .filter(({ environment, service }) => ours.has(environment) && !served.has(service))
      .map(({ path }) => foreignFile(path)),
  ];
}

function foreignFolder(path: string, ours: ReadonlySet<string>): Finding {
  return {
    rule: 'promotion/unknown-environment',
    severity: 'warning',
    path,
    message: `must be named like an environment of the project: ${[...ours].join(', ')}`,
    advice:
      'Correct its name. If the project no longer has the environment, delete the folder, unless it holds rejections: those stay valid.',
  };
}

function foreignFile(path: string): Finding {
  return {
    rule: 'promotion/unknown-service',
    severity: 'warning',
    path,
    message: 'must be named like a service of the project',
    advice:
      'Correct its name. If the project no longer has the service, delete the file: git keeps its history.',
  };
}
