import fc from 'fast-check';
import { NAME_FORM } from '../../../core/kubernetes';

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const UPPER = LOWER.toUpperCase();

/** A text of these characters, the first and the last one of others. */
function text(ends: string, inner: string, most: number, first = ends): fc.Arbitrary<string> {
  const of = (characters: string) => fc.constantFrom(...Array.from(characters));
  return fc
    .tuple(of(first), fc.option(fc.tuple(fc.string({ unit: of(inner), maxLength: most - 2 }), of(ends))))
    .map(([start, rest]) => start + (rest ?? []).join(''));
}

const ALPHANUMERIC = LOWER + DIGITS;
const dnsLabel = text(ALPHANUMERIC, `${ALPHANUMERIC}-`, 63);
/** Kubernetes: validation.IsDNS1123Subdomain, which bounds the whole and no part. */
const objectName = fc
  .array(text(ALPHANUMERIC, `${ALPHANUMERIC}-`, 120), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join('.'))
  .filter((name) => name.length <= 253);
const labelName = text(ALPHANUMERIC + UPPER, `${ALPHANUMERIC}${UPPER}-_.`, 63);

/** What Kubernetes' validation takes, by its own rules. */
const VALID = {
  dnsLabel,
  serviceName: text(ALPHANUMERIC, `${ALPHANUMERIC}-`, 63, LOWER),
  objectName,
  dnsName: fc
    .array(dnsLabel, { minLength: 1, maxLength: 6 })
    .map((parts) => parts.join('.'))
    .filter((name) => name.length <= 253),
  hostName: fc
    .array(dnsLabel, { minLength: 1, maxLength: 6 })
    .map((parts) => parts.join('.'))
    .filter((name) => name.length <= 253 && !/(^|\.)\d+$/.test(name)),
  envName: text(
    `${LOWER}${UPPER}${DIGITS}_.-`,
    `${LOWER}${UPPER}${DIGITS}_.-`,
    40,
    `${LOWER}${UPPER}_.-`,
  ).filter((name) => name !== '.' && !name.startsWith('..')),
  portName: text(ALPHANUMERIC, `${ALPHANUMERIC}-`, 15).filter(
    (name) => /[a-z]/.test(name) && !name.includes('--'),
  ),
  variable: text(`${LOWER}${UPPER}${DIGITS}_`, `${LOWER}${UPPER}${DIGITS}_`, 40, `${LOWER}${UPPER}_`),
  dataKey: fc
    .string({
      unit: fc.constantFrom(...Array.from(`${ALPHANUMERIC}${UPPER}-_.`)),
      minLength: 1,
      maxLength: 253,
    })
    .filter((key) => key !== '.' && !key.startsWith('..')),
  labelKey: fc
    .tuple(fc.option(objectName), labelName)
    .map(([prefix, name]) => (prefix === null ? name : `${prefix}/${name}`)),
  labelValue: labelName,
} satisfies Record<keyof typeof NAME_FORM, fc.Arbitrary<string>>;

/** What none of these forms has, put anywhere into a valid name. */
const FOREIGN = fc.constantFrom(
  ' ',
  '\n',
  '\0',
  '/',
  '\\',
  ':',
  '@',
  '$',
  'é',
  'а',
  '\u202e',
  '😀',
  '"',
  '%',
);

describe.each(Object.keys(NAME_FORM) as (keyof typeof NAME_FORM)[])('%s', (form) => {
  test('takes all that Kubernetes takes', () => {
    fc.assert(
      fc.property(VALID[form], (name) => {
        expect(NAME_FORM[form].test(name)).toBe(true);
      }),
    );
  });

  test('refuses what is empty, or has a character that none of them has', () => {
    expect(NAME_FORM[form].test('')).toBe(false);
    fc.assert(
      fc.property(VALID[form], FOREIGN, fc.nat(), (name, foreign, place) => {
        const at = place % (name.length + 1);
        const other = name.slice(0, at) + foreign + name.slice(at);
        // A slash may make a prefix of a label's key.
        fc.pre(form !== 'labelKey' || foreign !== '/');
        expect(NAME_FORM[form].test(other)).toBe(false);
      }),
    );
  });

  test('refuses what is longer than its bound', () => {
    const most = {
      dnsLabel: 63,
      serviceName: 63,
      portName: 15,
      labelKey: 63,
      labelValue: 63,
      variable: Infinity,
      envName: Infinity,
    };
    const bound = (most as Readonly<Record<string, number>>)[form] ?? 253;
    if (bound === Infinity) return;
    expect(
      NAME_FORM[form].test(
        'a'.repeat(Math.min(bound, form === 'dnsName' || form === 'hostName' ? 63 : bound)),
      ),
    ).toBe(true);
    expect(NAME_FORM[form].test('a'.repeat(bound + 1))).toBe(false);
  });
});

test.each(['-a', 'a-', '.a', 'a.', 'a..b', 'A'])('%j is no name of an object', (name) => {
  for (const form of ['dnsLabel', 'serviceName', 'objectName', 'dnsName', 'portName'] as const)
    expect(NAME_FORM[form].test(name)).toBe(false);
});

test.each(['10.0.0.7', '010.0.0.7', 'db.7', '7'])('%j is no host that a client asks for by name', (name) => {
  expect([NAME_FORM.hostName.test(name), NAME_FORM.dnsName.test(name)]).toEqual([false, true]);
});
