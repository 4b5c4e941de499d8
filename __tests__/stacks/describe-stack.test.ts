import { App } from 'cdktf';
import { Triggers } from '../../constructs/terraform';
import { definedIn } from '../../stacks/defining-file';
import { stackRecord } from '../../stacks/describe-stack';
import { ProjectStack } from '../../stacks/project-stack';

test.each([
  ['/shop/services/api/service.ts', 'services/api/service.ts'],
  ['/shop/..shared/service.ts', '..shared/service.ts'],
  ['/shop2/service.ts', null],
  ['/service.ts', null],
  [undefined, null],
])('a resource that %s defines is recorded with the file %s of the project /shop', (file, recorded) => {
  const backend = { type: 'local', config: {}, key: 'local' } as const;
  const stack = new ProjectStack(new App(), 'dns', { backend });
  definedIn(new Triggers(stack, 'one', {}), file);
  expect(Object.values(stackRecord(stack, '/shop').resources)).toMatchObject([{ file: recorded }]);
});
