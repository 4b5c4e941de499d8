import { refused } from '../../support/three-environments';

// Inputs as large as nobody writes them: they are refused in seconds, and in a few lines.
describe('too much', () => {
  refused([
    [
      'a map that doubles with each of forty levels',
      (r) => {
        let merge: unknown = 'x';
        for (let level = 0; level < 40; level++) merge = { a: merge, b: merge };
        r.dev.pools.nodes.cloudInit.merge = merge;
      },
      'must have at most 1,000,000 values',
    ],
    [
      'ten thousand slots in sixteen addresses',
      (r) => {
        const slots = Array.from({ length: 10_000 }, (_, index) => [index, 'desk']);
        r.dev.pools.nodes.slots = Object.fromEntries(slots);
      },
      '… and 9790 more',
    ],
    [
      'ten thousand values that are not services',
      (r) => {
        for (let index = 0; index < 10_000; index++) {
          const name = `s${index}`;
          r.services[name] = { name, image: 5 };
        }
      },
      '… and 800 more',
    ],
    [
      'more variables than Kubernetes keeps',
      (r) => {
        const variables = Array.from({ length: 25_000 }, (_, index) => [`A${index}`, 'x'.repeat(40)]);
        r.services['web'].env = Object.fromEntries(variables);
      },
      'services.web.env must be at most 1048576 bytes in all, or Kubernetes does not keep the pods, but is ',
    ],
  ]);
});
