import { smallProject } from '../support/small-project';
import { synthProject } from '../support/synth-project';
import { objectionsTo, withProviders } from '../support/terraform';

withProviders(['kubernetes'], 'terraform accepts what is to be taken over', async () => {
  const imports = [
    'Deployment/front',
    'Service/front',
    'Ingress/front',
    'StatefulSet/store',
    'Service/store',
  ];
  const { stacks } = synthProject(smallProject({ devOnly: true, dev: { imports } }));
  const both = [stacks['dev-base'], stacks['dev-services']].map((stack) => stack as object);
  expect(JSON.stringify(both)).toContain('"import":');
  for (const stack of both) expect(await objectionsTo(stack)).toEqual([]);
});
