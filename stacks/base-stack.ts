import { Construct } from 'constructs';
import { ManagedSecret } from '../constructs/managed-secret';
import { Namespace } from '../constructs/namespace';
import { importObject } from '../constructs/terraform';
import { by } from '../core/text';
import {
  allPullSecrets,
  baseStack,
  type ResolvedComposition,
  type Environment,
  namespaceOf,
  podSecurityOf,
  secretKeys,
  sharedMetadata,
} from '../model';
import { definedIn } from './defining-file';
import { kubernetesProvider } from './kubernetes-provider';
import { inEnvironment, ProjectStack } from './project-stack';

/**
 * What must be there before the first rollout: the namespace and the secrets that Slipway manages.
 *
 * @example
 * const app = new App();
 * compose(app, composition);
 * const base = app.node.findChild('prod-base') as BaseStack;
 * new Namespace(base, 'shop-jobs', { partOf: 'shop' });
 */
export class BaseStack extends ProjectStack {
  constructor(scope: Construct, { project }: ResolvedComposition, environment: Environment) {
    const id = baseStack(environment);
    super(scope, id, inEnvironment(project, environment, id));
    definedIn(this, environment.file);
    kubernetesProvider(this, environment);
    const name = namespaceOf(project.name, environment);
    const metadata = sharedMetadata(project, environment);
    const namespace = new Namespace(this, name, {
      partOf: project.name,
      podSecurity: podSecurityOf(project, environment),
      protect: environment.protect,
      dns: environment.cluster.provides.dns,
      ...metadata,
    });
    // What runs already has its namespace.
    if ((environment.imports ?? []).length > 0) importObject(namespace.resource, name);
    // A scope of their own: a secret may be called like the namespace.
    const secrets = new Construct(this, ':secrets');
    const pulled = new Set(allPullSecrets(project, environment).map(({ secretName }) => secretName));
    for (const [secret, source] of Object.entries(environment.secrets).sort(by(([name]) => name))) {
      if (source.kind === 'existing') continue;
      new ManagedSecret(secrets, secret, {
        namespace,
        ...metadata,
        variablePrefix: environment.name,
        revision: source.revision,
        keys: secretKeys(project, environment, secret),
        type: pulled.has(secret) ? 'kubernetes.io/dockerconfigjson' : undefined,
      });
    }
  }
}
