import { nearest } from '../../../core/findings';
import type { Mount } from './dockerfile';
import type { Fault, SyntaxFault } from './fault';

const TYPES = ['bind', 'cache', 'secret', 'ssh', 'tmpfs'];
const BOOLEANS = ['readonly', 'readwrite', 'required', 'ro', 'rw'];
const TARGETS = ['target', 'dst', 'destination'];
/** A newer Docker may know more of them, so that only what is nearly one of these is a mistake. */
const KNOWN = [
  ...BOOLEANS,
  ...TARGETS,
  ...['env', 'from', 'gid', 'id', 'mode', 'sharing', 'size', 'source', 'src', 'type', 'uid'],
];

/**
 * What Docker refuses in a `--mount` of a RUN line.
 *
 * @see https://docs.docker.com/reference/dockerfile/#run---mount
 */
export function faultsOfMount({ type, options, line }: Mount): readonly SyntaxFault[] {
  const named = (name: string) => options[name] !== undefined;
  const asked = TYPES.includes(type) || type.includes('$') ? [] : [unknownType(type, line)];
  const nameless =
    type === 'secret' && ![...TARGETS, 'id', 'source', 'src'].some(named)
      ? [fault('must say which secret it mounts', `type=${type}`, 'Write it like type=secret,id=npm.')]
      : [];
  return [
    ...asked,
    ...[...nameless, ...Object.entries(options).flatMap(([name, value]) => ofOption(name, value))].map(
      (each) => ({ line, ...each }),
    ),
  ];
}

function unknownType(type: string, line: number): SyntaxFault {
  return {
    line,
    message: `must mount one of ${TYPES.join(', ')}`,
    value: `type=${type}`,
    advice: `Is ${nearest(type, TYPES) ?? 'bind'} meant?`,
  };
}

function ofOption(name: string, value: string): readonly Fault[] {
  const written = `${name}=${value}`;
  const meant = KNOWN.includes(name) ? undefined : nearest(name, KNOWN);
  if (meant !== undefined)
    return [fault('must have an option that a mount takes', name, `Is ${meant} meant?`)];
  if (name === 'from' && value.includes('$'))
    return [
      fault(
        'must name where it mounts from without a variable',
        written,
        'Begin a stage from it, FROM … AS tools, and mount from that.',
      ),
    ];
  const [form, what, advice] = FORMS.find(([names]) => names.includes(name))?.[1] ?? [];
  if (form === undefined || value.includes('$') || form.test(value)) return [];
  return [fault(`must have ${what ?? ''} in ${name} of the mount`, written, advice ?? '')];
}

const FORMS: readonly (readonly [names: readonly string[], form: readonly [RegExp, string, string]])[] = [
  // Without a value it is meant.
  [BOOLEANS, [/^(?:|1|t|true|0|f|false)$/i, 'true or false', 'Or leave out the = and what follows it.']],
  [TARGETS, [/^(?!\/+$)/, 'a folder below /', 'Write it like target=/root/.npm.']],
  [['sharing'], [/^(?:shared|private|locked)$/i, 'shared, private or locked', 'Leave it out for shared.']],
  [['mode'], [/^[0-7]+$/, 'permissions in octal', 'Write it like mode=0400.']],
  [
    ['uid', 'gid'],
    [/^\d+$/, 'a number', 'Write it like uid=1000.'],
  ],
];

function fault(message: string, value: string, advice: string): Fault {
  return { message, value, advice };
}
