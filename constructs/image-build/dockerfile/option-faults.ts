import { nearest } from '../../../core/findings';
import type { InstructionText, Option } from './instruction-text';
import type { Fault } from './fault';

/** What the value of an option must be, and how it is written; undefined where it is that. */
type Demand = (value: string) => readonly [what: string, advice: string] | undefined;

const ANYTHING: Demand = () => undefined;

const BOOLEAN: Demand = (value) =>
  /^(?:true|false)$/i.test(value) ? undefined : ['true or false', 'Or leave out the = and what follows it.'];

/** As Go reads it. Docker takes none for its own default. */
const TIME: Demand = (value) => {
  if (value === '' || value === '0') return undefined;
  if (!/^[+-]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(value))
    return ['a time with a unit', 'Write it like 30s, 5m or 1m30s.'];
  const isTooShort = value.startsWith('-') || /^[\d.]+(?:[uµμ]s|ns)$/.test(value);
  return isTooShort && /[1-9]/.test(value) && !isMillisecond(value)
    ? ['a millisecond or more', 'Write it like 30s.']
    : undefined;
};

function isMillisecond(small: string): boolean {
  return Number.parseFloat(small) >= (small.endsWith('ns') ? 1e6 : 1e3);
}

const RETRIES: Demand = (value) =>
  /^(?:\+?\d+)?$/.test(value) ? undefined : ['a whole number from 0 on', 'Write it like 3.'];

/** Digits are octal. A newer Docker takes `u=rwX,go=rX` too. */
const MODE: Demand = (value) =>
  value.includes('$') || /^0*[0-7]{0,4}$/.test(value) || /^\D*[-+=]/.test(value)
    ? undefined
    : ['permissions in octal, up to 7777', 'Write it like 644 or 0755.'];

const PLATFORM: Demand = (value) =>
  value.includes('$') || value === '' || /^[\w-]+(?:\([^()]*\))?(?:\/[\w.-]+){0,2}$/.test(value)
    ? undefined
    : ['one platform', 'Write it like linux/amd64.'];

const STAGE: Demand = (value) =>
  value.includes('$')
    ? ['no variable', 'Begin a stage from it, FROM … AS other, and copy from that.']
    : undefined;

const CHECKSUM: Demand = (value) =>
  value.includes('$') || !value.startsWith('sha256:') || /^sha256:[0-9a-f]{64}$/.test(value)
    ? undefined
    : ['a whole digest', 'Write sha256: and 64 digits, of 0-9 and a-f.'];

function oneOf(...known: readonly string[]): Demand {
  return (value) => (known.includes(value) ? undefined : [`one of ${known.join(', ')}`, 'Correct it.']);
}

/** The options that each takes. A newer Docker may know more of them, so that only what is nearly one of these is a mistake. */
const OPTIONS: Readonly<Record<string, Readonly<Record<string, Demand>>>> = {
  ADD: {
    checksum: CHECKSUM,
    chmod: MODE,
    chown: ANYTHING,
    exclude: ANYTHING,
    'keep-git-dir': BOOLEAN,
    link: BOOLEAN,
  },
  COPY: {
    chmod: MODE,
    chown: ANYTHING,
    exclude: ANYTHING,
    from: STAGE,
    link: BOOLEAN,
    parents: BOOLEAN,
  },
  FROM: { platform: PLATFORM },
  HEALTHCHECK: {
    interval: TIME,
    retries: RETRIES,
    'start-interval': TIME,
    'start-period': TIME,
    timeout: TIME,
  },
  RUN: { mount: ANYTHING, network: oneOf('default', 'host', 'none'), security: ANYTHING },
};
const REPEATED = ['exclude', 'mount'];
/** Docker reads options of these as well, and knows none. */
const WITHOUT = [
  'ARG',
  'CMD',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'LABEL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
];

/** What Docker refuses in the options of an instruction. */
export function faultsOfOptions({ keyword, options, rest }: InstructionText): readonly Fault[] {
  // Docker looks at none of them then.
  if (keyword === 'HEALTHCHECK' && rest.toUpperCase() === 'NONE') return [];
  if (WITHOUT.includes(keyword)) return options.slice(0, 1).map(({ name }) => none(keyword, name));
  const known = OPTIONS[keyword] ?? {};
  return options.flatMap((option, index) => {
    const { name } = option;
    const demand = Object.hasOwn(known, name) ? known[name] : undefined;
    if (demand === undefined) return misspelt(keyword, name, Object.keys(known));
    const isSecond = options.slice(0, index).some((other) => other.name === name);
    return isSecond && !REPEATED.includes(name) ? [again(name)] : judged(option, demand);
  });
}

function judged({ name, value }: Option, demand: Demand): readonly Fault[] {
  if (value === undefined)
    return demand === BOOLEAN
      ? []
      : [{ message: 'must give its option a value', value: `--${name}`, advice: `Write --${name}=….` }];
  const [what, advice] = demand(value) ?? [];
  if (what === undefined || advice === undefined) return [];
  return [{ message: `must have ${what} in --${name}`, value: `--${name}=${value}`, advice }];
}

function again(name: string): Fault {
  return { message: 'must have this option once', value: `--${name}`, advice: 'Take one of them out.' };
}

function none(keyword: string, name: string): Fault {
  const isCommand = keyword === 'CMD' || keyword === 'ENTRYPOINT';
  return {
    message: `must not begin with an option: ${keyword} takes none`,
    value: `--${name}`,
    advice: isCommand
      ? `If the program is to get it, write a list: ${keyword} ["--${name}"].`
      : 'Take it out, or put what is meant into quotes.',
  };
}

function misspelt(keyword: string, name: string, known: readonly string[]): readonly Fault[] {
  const meant = nearest(name.toLowerCase(), known);
  if (meant === undefined) return [];
  return [
    {
      message: `must have an option that ${keyword} takes`,
      value: `--${name}`,
      advice: `Is --${meant} meant?`,
    },
  ];
}
