import fc from 'fast-check';
import { parseRelease, type Release, renderRelease } from '../../promotion';
import { at, digestOf, eventOf, hex, recordOf, releaseOf } from './support';

const text = fc
  .string({ minLength: 1, unit: 'binary' })
  .filter((candidate) => /\S/.test(candidate) && !/[\p{Cc}\u2028-\u202e\u2066-\u2069]/u.test(candidate));
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** Any valid release: its images, each recorded, selected and perhaps verified, with every optional key now and then. */
const anyRelease: fc.Arbitrary<Release> = fc
  .record({
    $schema: optional(text),
    note: optional(text),
    images: fc.array(
      fc.record({
        platforms: fc.uniqueArray(fc.constantFrom('linux/amd64', 'linux/arm64', 'linux/arm/v7'), {
          minLength: 1,
        }),
        sample: optional(fc.constant(true as const)),
        by: text,
        reason: text,
        overrides: optional(
          fc.uniqueArray(fc.constantFrom('soak', 'freeze', 'hold', 'group'), { minLength: 1 }),
        ),
        verified: fc.boolean(),
      }),
      { maxLength: 5 },
    ),
  })
  .map(({ $schema, note, images }) =>
    releaseOf({
      $schema,
      note,
      selected: images.length === 0 ? null : digestOf(`image ${images.length - 1}`),
      records: images.map(({ platforms, sample }, index) =>
        recordOf(`image ${index}`, index, { platforms, sample }),
      ),
      history: images.flatMap(({ by, reason, overrides, verified }, index) => [
        eventOf('selected', `image ${index}`, index + 10, { by, reason, overrides }),
        ...(verified ? [eventOf('verified', `image ${index}`, index + 10)] : []),
      ]),
    }),
  );

test('a written release is parsed back unchanged', () => {
  fc.assert(
    fc.property(anyRelease, (release) => {
      const { findings, release: read } = parseRelease(
        renderRelease(release),
        'environments/dev/releases/api.json',
      );
      expect(findings).toEqual([]);
      expect(read).toEqual(release);
    }),
  );
});

test('equal releases have equal bytes, whatever the order of their keys', () => {
  fc.assert(
    fc.property(anyRelease, (release) => {
      const shuffled = JSON.parse(renderRelease(release), (_key, value: unknown) =>
        value !== null && typeof value === 'object' && !Array.isArray(value)
          ? Object.fromEntries(Object.entries(value).reverse())
          : value,
      ) as Release;
      expect(renderRelease(shuffled)).toBe(renderRelease(release));
    }),
  );
});

test('the selected digest comes before the records, and each record has its fields in order', () => {
  const release = releaseOf({
    selected: digestOf('one'),
    records: [recordOf('one', 0, { commit: '0'.repeat(40), sample: true })],
    history: [eventOf('selected', 'one', 0, { by: 'Ada' })],
  });
  expect(renderRelease(release)).toBe(`{
  "environment": "dev",
  "service": "api",
  "selected": "${digestOf('one')}",
  "records": [
    {
      "digest": "${digestOf('one')}",
      "sourceHash": "${hex('source of one')}",
      "commit": "${'0'.repeat(40)}",
      "platforms": [
        "linux/amd64"
      ],
      "recordedAt": "${at(0)}",
      "sample": true
    }
  ],
  "history": [
    {
      "at": "${at(0)}",
      "event": "selected",
      "digest": "${digestOf('one')}",
      "by": "Ada"
    }
  ]
}
`);
});
