import { MOST_COMBINATIONS } from '../beyond';

/** `TCP 443`, `TCP 80–90`, `any protocol 22`. */
const NUMBERED = /^(any protocol|[A-Z0-9]+) (\d+)(?:–(\d+))?$/;
/** `every TCP port`, `every any protocol port`. */
const EVERY = /^every (any protocol|[A-Z0-9]+) port$/;

interface PortRange {
  readonly protocol: string;
  readonly first: number;
  readonly last: number;
}

/** Whether what a rule says of ports lets the other through as well; undefined is every port. */
export function coversPort(port: string | undefined, other: string | undefined): boolean {
  if (port === undefined || port === other) return true;
  const [wide, narrow] = [rangeOf(port), other === undefined ? undefined : rangeOf(other)];
  if (wide === undefined || narrow === undefined) return false;
  const isSame = wide.protocol === narrow.protocol || wide.protocol === 'any protocol';
  return isSame && wide.first <= narrow.first && narrow.last <= wide.last;
}

function rangeOf(port: string): PortRange | undefined {
  const [, every] = EVERY.exec(port) ?? [];
  if (every !== undefined) return { protocol: every, first: 0, last: 65_535 };
  const [, protocol, first, last = first] = NUMBERED.exec(port) ?? [];
  return protocol === undefined ? undefined : { protocol, first: Number(first), last: Number(last) };
}

/** The ports of a rule for each of so many parties; as one, where there would be too many combinations. */
export function boundedPorts(
  ports: readonly (string | undefined)[],
  parties: number,
): readonly (string | undefined)[] {
  if (ports.length * parties <= MOST_COMBINATIONS || ports.includes(undefined)) return ports;
  return [[...new Set(ports)].sort().join(', ')];
}
