import type { Construct } from 'constructs';
import { Namespace, type NamespaceReference } from '../constructs/namespace';
import type { Workload } from '../constructs/workload';
import { type Environment, manifestsStack, namespaceOf, type ResolvedComposition } from '../model';
import { definedIn } from './defining-file';
import { kubernetesProvider } from './kubernetes-provider';
import { inEnvironment, ProjectStack } from './project-stack';

/**
 * What an environment adds that can be planned only once the cluster knows its kind: see `manifests` of an environment.
 *
 * @example
 * const app = new App();
 * compose(app, composition);
 * app.node.tryFindChild('prod-manifests') as ManifestsStack | undefined;
 */
export class ManifestsStack extends ProjectStack {
  /** The namespace of the environment, which the base stack makes. */
  readonly namespace: NamespaceReference;

  constructor(
    scope: Construct,
    { project }: ResolvedComposition,
    environment: Environment,
    workloads: Readonly<Record<string, Workload>>,
  ) {
    const id = manifestsStack(environment);
    super(scope, id, inEnvironment(project, environment, id));
    definedIn(this, environment.file);
    kubernetesProvider(this, environment);
    this.namespace = Namespace.existing(namespaceOf(project.name, environment));
    environment.manifests?.(this, workloads);
  }
}
