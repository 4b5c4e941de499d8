import { APPLICATIONS } from '../../examples/measure/applications';
import type { StackJson } from '../review/support/synth-of';
import { synthProject } from '../support/synth-project';
import { objectionsToAny, withProviders } from '../support/terraform';
import { offlinePlan } from './offline-plan';

for (const [name, composition] of Object.entries(APPLICATIONS)) {
  withProviders(['docker', 'kubernetes'], `terraform accepts ${name} and plans all of it`, async () => {
    const { stacks } = synthProject(composition);
    expect(await objectionsToAny(Object.values(stacks))).toEqual([]);

    const [first] = composition.environments;
    const resources = stacks[`${first?.name ?? ''}-services`]?.resource as StackJson;
    const { resource_changes: changes = [] } = await offlinePlan('kubernetes', resources);
    const planned = changes.map(({ address }) => address).sort();
    expect(planned).toEqual(addressesOf(resources));
  });
}

function addressesOf(resources: StackJson): readonly string[] {
  return Object.entries(resources)
    .flatMap(([type, named]) => Object.keys(named as object).map((name) => `${type}.${name}`))
    .sort();
}
