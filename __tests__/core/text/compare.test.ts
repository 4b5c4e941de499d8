import fc from 'fast-check';
import { by } from '../../../core/text';

const texts = fc.array(fc.string({ unit: 'binary' }));

test('items are sorted by a text of theirs, in the order that JavaScript gives texts', () => {
  fc.assert(
    fc.property(texts, (names) => {
      const items = names.map((name) => ({ name }));
      expect(items.toSorted(by(({ name }) => name)).map(({ name }) => name)).toEqual(names.toSorted());
    }),
  );
});

test('items with equal texts keep their order', () => {
  const items = ['b1', 'a1', 'b2', 'a2'];
  expect(items.toSorted(by((item) => item.charAt(0)))).toEqual(['a1', 'a2', 'b1', 'b2']);
});
