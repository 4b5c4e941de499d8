import fc from 'fast-check';
import { byBytes } from '../../../core/text';

const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  // Halves of characters, the units around them, and long common beginnings.
  fc.string({
    unit: fc.constantFrom('a', 'b', '\u007f', 'é', '\ud7ff', '\ud83d', '\ude00', '\ue000', '\uffff', '😀'),
  }),
);

test('texts are in the order of their bytes', () => {
  fc.assert(
    fc.property(texts, texts, texts, (common, a, b) => {
      const [left, right] = [common + a, common + b];
      expect(Math.sign(byBytes(left, right))).toBe(Buffer.compare(Buffer.from(left), Buffer.from(right)));
    }),
    { numRuns: 2000 },
  );
});
