import fc from 'fast-check';
import { isTimeZone } from '../../../core/text';

test.each(['UTC', 'Etc/UTC', 'Etc/GMT+5', 'Europe/Berlin', 'America/Argentina/Buenos_Aires'])(
  '%s is a time zone',
  (name) => {
    expect(isTimeZone(name)).toBe(true);
  },
);

test.each(['+01:00', '-05:00', 'Local', 'local', 'Europe/Nowhere', 'Vienna', ''])(
  '"%s" is not a time zone of the IANA database',
  (name) => {
    expect(isTimeZone(name)).toBe(false);
  },
);

test('no text makes the check fail itself', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(typeof isTimeZone(text)).toBe('boolean');
    }),
  );
});
