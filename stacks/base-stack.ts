import type { Construct } from 'constructs';
import type { Blueprint } from '../blueprint';
import { ManagedSecret } from '../constructs/managed-secret';
import { Namespace } from '../constructs/namespace';
import { backendOf, baseStack, type Environment, namespaceOf, secretKeys } from '../model';
import { kubernetesProvider } from './kubernetes-provider';
import { ownedBy } from './owner';
import { ProjectStack } from './project-stack';

/** What must be there before the first rollout: the namespace and the secrets that Slipway manages. */
export class BaseStack extends ProjectStack {
  constructor(scope: Construct, { project }: Blueprint, environment: Environment) {
    const id = baseStack(environment);
    super(scope, id, {
      backend: backendOf(environment.state ?? project.props.state, project.name, id),
      environment: environment.name,
    });
    ownedBy(this, environment.file);
    kubernetesProvider(this, environment.cluster);
    const name = namespaceOf(project.name, environment);
    const namespace = new Namespace(this, name, { partOf: project.name, protect: environment.protect });
    for (const [secret, source] of Object.entries(environment.secrets).sort(byName)) {
      if (source.kind === 'existing') continue;
      new ManagedSecret(this, secret, {
        namespace,
        revision: source.revision,
        keys: secretKeys(project, environment, secret),
        ...(secret === environment.pullSecret ? { type: 'kubernetes.io/dockerconfigjson' } : {}),
      });
    }
  }
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
