import { type Check, demand, entry, quoted } from './check';

/** What the resolver reads of options with numbers; it cuts more down to these. */
const MOST: Readonly<Record<string, number>> = { ndots: 15, timeout: 30, attempts: 5 };

/** The options of the resolver stand in one line of resolv.conf. */
export const dns: Check = ({ dnsOptions }, path) =>
  Object.entries(dnsOptions).flatMap(([name, value]) => {
    const most = MOST[name];
    const isOne = /^[\w-]+$/.test(name) && /^\S*$/.test(value);
    return [
      ...demand(isOne, {
        rule: 'workload/dns-option',
        path: entry(`${path}.dnsOptions`, name),
        message: 'must be an option of resolv.conf, and a value without spaces',
        value: quoted(`${name}:${value}`),
        advice: "Write it like { ndots: '1' }, or { 'use-vc': '' } for one without a value.",
      }),
      ...demand(!isOne || most === undefined || (/^\d+$/.test(value) && Number(value) <= most), {
        rule: 'workload/dns-option',
        path: entry(`${path}.dnsOptions`, name),
        message: `must be a whole number, 0–${most ?? 0}`,
        value: quoted(value),
        advice: 'The resolver takes no other value.',
      }),
    ];
  });
