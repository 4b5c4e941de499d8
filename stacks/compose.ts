import { refuseIfAny } from '../core/findings';
import {
  checkComposition,
  checkShape,
  type Composition,
  type Environment,
  hypervisorsOf,
  resolveComposition,
} from '../model';
import type { App } from './app';
import { BaseStack } from './base-stack';
import { describe } from './describe';
import { ImagesStack } from './images-stack';
import { MachinesStack } from './machines-stack';
import { ManifestsStack } from './manifests-stack';
import { refuseFolder } from './output-folder';
import { ServicesStack } from './services-stack';

/**
 * Makes every stack of a project: `images`, and for each environment `<env>-machines-<hypervisor>`, `<env>-base`,
 * `<env>-services`, and `<env>-manifests` where the environment has any.
 *
 * @throws InvalidInput with every problem of all environments at once; nothing is written then.
 *
 * @example
 * const web = service({
 *   name: 'web',
 *   image: image({ context: __dirname }),
 *   ports: { http: 8080 },
 *   ready: httpGet('http', '/readyz'),
 * });
 * const shop = project({
 *   name: 'shop',
 *   root: __dirname,
 *   registry: 'registry.example.com/shop',
 *   state: localState(),
 *   services: [web],
 * });
 * const dev = shop.environment({
 *   name: 'dev',
 *   cluster: kubeconfig({ context: 'shop-dev', provides: {} }),
 *   services: { web: { replicas: 1, cpu: Cpu.millis(100), memory: Size.mebibytes(128) } },
 * });
 * const app = new App();
 * compose(app, { project: shop, environments: [dev], releases: readReleases(`${__dirname}/environments`) });
 * app.synth();
 *
 * @see https://developer.hashicorp.com/terraform/cdktf/concepts/stacks
 */
export function compose(app: App, composition: Composition): void {
  refuseIfAny(checkShape(composition), 'nothing was written');
  refuseFolder(app.outdir, composition.project.props.root);
  // CI begins with a checkout, where there is nothing to remember, and decides what ships.
  const resolved = resolveComposition(composition, { remember: process.env['CI'] === undefined });
  const findings = checkComposition(resolved);
  refuseIfAny(findings, 'nothing was written');

  new ImagesStack(app, resolved);
  for (const environment of resolved.environments) {
    const nodes = nodeHypervisors(environment);
    const machines = Object.keys(environment.hypervisors)
      .sort()
      .map((host) => new MachinesStack(app, resolved, environment, host));
    const base = new BaseStack(app, resolved, environment);
    // Pods come after the machines that they run on.
    for (const stack of machines) if (nodes.includes(stack.hypervisor)) base.addDependency(stack);
    const services = new ServicesStack(app, resolved, environment);
    services.addDependency(base);
    if (environment.manifests !== undefined)
      new ManifestsStack(app, resolved, environment, services.workloadsByName).addDependency(services);
  }
  app.describe(() => describe(app, resolved, findings));
}

/** Where the nodes of the environment's cluster run, if they are machines of its own. */
function nodeHypervisors({ cluster: { nodePool }, pools }: Environment): readonly string[] {
  const nodes = nodePool === undefined ? undefined : pools[nodePool];
  return nodes === undefined ? [] : hypervisorsOf({ nodes });
}
