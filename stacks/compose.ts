import { type BlueprintInput, blueprintOf, checkBlueprint } from '../blueprint';
import { refuseIfAny } from '../findings';
import { usedHypervisors } from '../model';
import type { App } from './app';
import { BaseStack } from './base-stack';
import { describe } from './describe';
import { ImagesStack } from './images-stack';
import { MachinesStack } from './machines-stack';
import { ServicesStack } from './services-stack';

/**
 * Makes every stack of a project: `images`, and for each environment `<env>-machines-<hypervisor>`, `<env>-base` and
 * `<env>-services`.
 * @throws InvalidInput with every problem of all environments at once; nothing is written then.
 */
export function compose(app: App, input: BlueprintInput): void {
  const blueprint = blueprintOf(input);
  const findings = checkBlueprint(blueprint);
  refuseIfAny(findings);

  new ImagesStack(app, blueprint);
  for (const environment of blueprint.environments) {
    const machines = usedHypervisors(environment).map(
      (host) => new MachinesStack(app, blueprint, environment, host),
    );
    const base = new BaseStack(app, blueprint, environment);
    // Pods come after the machines that they run on.
    if (environment.cluster.nodePool !== undefined) for (const stack of machines) base.addDependency(stack);
    new ServicesStack(app, blueprint, environment).addDependency(base);
  }
  app.describe(() => describe(app, blueprint, findings));
}
