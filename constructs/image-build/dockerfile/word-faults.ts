import type { InstructionText } from './instruction-text';
import type { Fault } from './fault';

/** One word of a line: what is quoted belongs to it. */
export const WORD = /(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])+/gs;

type Judge = (rest: string, keyword: string) => Fault | undefined;

/** What follows the options of an instruction, taken apart as far as Docker does. */
export function faultsOfWords({ keyword, rest }: InstructionText): readonly Fault[] {
  if (rest === '') return [];
  for (const judge of JUDGES[keyword] ?? []) {
    const found = judge(rest, keyword);
    if (found !== undefined) return [found];
  }
  return [];
}

/** The words of a list in JSON. Docker takes anything else for words of the shell, but a list of something else than texts. */
export function listOf(rest: string): readonly unknown[] | undefined {
  if (!rest.startsWith('[')) return undefined;
  try {
    const list: unknown = JSON.parse(rest);
    return Array.isArray(list) ? list : undefined;
  } catch {
    return undefined;
  }
}

const textsOnly: Judge = (rest, keyword) =>
  listOf(rest)?.some((each) => typeof each !== 'string') === true
    ? {
        message: 'must have nothing but texts in its list',
        value: rest,
        advice: `Put each word into quotes: ${keyword} ["a", "5"].`,
      }
    : undefined;

const shell: Judge = (rest) =>
  (listOf(rest)?.length ?? 0) > 0
    ? undefined
    : {
        message: 'must be a list in JSON',
        value: rest,
        advice: 'Write it like SHELL ["/bin/bash", "-c"].',
      };

const volume: Judge = (rest) =>
  (listOf(rest) ?? rest.split(/\s+/).map((word) => word.replace(/^(["'])\1$/, ''))).filter(
    (each) => each !== '',
  ).length > 0
    ? undefined
    : { message: 'must name a folder', value: rest, advice: 'Write it like VOLUME /data.' };

/** `[host:]port[-port][/protocol]` */
const PORT = /^(?:.*:)?(\d+)(?:-(\d+))?(?:\/(?:tcp|udp|sctp)?)?$/i;

const expose: Judge = (rest) => {
  const wrong = rest
    .split(/\s+/)
    .filter((word) => !word.includes('$'))
    .map((word) => word.replace(/["']/g, ''))
    .find((word) => {
      const [, first, last = first] = PORT.exec(word) ?? [];
      return first === undefined || Number(last) > 65_535 || Number(first) > Number(last);
    });
  if (wrong === undefined) return undefined;
  return {
    message: 'must name ports from 0 to 65535',
    value: wrong,
    advice: wrong.startsWith('#')
      ? 'A comment needs a line of its own.'
      : 'Write them like EXPOSE 8080 8443/tcp 53/udp, with spaces between them.',
  };
};

const SIGNALS =
  'ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ'.split(
    ' ',
  );

const stopSignal: Judge = (rest) => {
  const name = rest.replace(/["']/g, '').toUpperCase();
  const [, from, by] = /^(?:SIG)?RT(MIN(?=\+|$)|MAX(?=-|$))(?:[+-]([1-9]\d*))?$/.exec(name) ?? [];
  const isKnown =
    rest.includes('$') ||
    (/^[+-]?\d+$/.test(name) && Number(name) !== 0) ||
    SIGNALS.includes(name.replace(/^SIG/, '')) ||
    (from !== undefined && Number(by ?? 0) <= (from === 'MIN' ? 15 : 14));
  return isKnown
    ? undefined
    : {
        message: 'must name one signal of Linux',
        value: rest,
        advice: 'Write it like SIGTERM, SIGINT or 15.',
      };
};

const healthCheck: Judge = (rest) => {
  const [kind = '', ...command] = rest.split(/\s+/);
  const given = command.join(' ');
  const isRight =
    kind.toUpperCase() === 'NONE'
      ? given === ''
      : kind.toUpperCase() === 'CMD' && given.replace(/^\[\s*\]$/, '') !== '';
  return isRight
    ? undefined
    : {
        message: 'must say CMD and a command, or NONE alone',
        value: rest,
        advice: 'Write it like HEALTHCHECK --interval=30s CMD curl -f http://localhost/.',
      };
};

const copiesAddress: Judge = (rest) => {
  const address = rest
    .split(/\s+/)
    .find((word, index, all) => index < all.length - 1 && /^(?:https?:\/\/|git@)/.test(word));
  return address === undefined
    ? undefined
    : {
        message: 'must copy no address',
        value: address,
        advice: 'ADD takes one. Give it a --checksum, so that the build stays the same.',
      };
};

/** `LABEL a=b c="d e"`, or `LABEL a and more` in the old form, in which the first word has no `=`. */
const pairs: Judge = (rest, keyword) => {
  const words = rest.match(WORD) ?? [];
  const [first = ''] = words;
  const isOld = keyword !== 'ARG' && !first.includes('=');
  if (isOld && words.length > 1) return undefined;
  const wrong = isOld
    ? first
    : words.find((word) => word.startsWith('=') || (keyword !== 'ARG' && !word.includes('=')));
  return wrong === undefined
    ? undefined
    : {
        message: 'must give each name a value, without spaces around the =',
        value: wrong,
        advice: `Write it like ${keyword} name="a value".`,
      };
};

/** Whether each word counts by itself; else the line as a whole. */
const BY_WORD = ['ADD', 'COPY', 'EXPOSE', 'FROM', 'VOLUME'];

/** Quotes that nothing closes, and variables in a form of the shell that Docker does not know. */
const quotes: Judge = (rest, keyword) => {
  if (listOf(rest) !== undefined) return undefined;
  const parts = BY_WORD.includes(keyword) ? rest.split(/\s+/) : [rest];
  for (const part of parts) {
    const wrong = wrongIn(part);
    if (wrong === 'quote')
      return {
        message: 'must close its quotes',
        value: part,
        advice:
          keyword === 'COPY' || keyword === 'ADD'
            ? `Paths with spaces need a list: ${keyword} ["a b", "/c/"]. Else put \\ before the quote.`
            : 'Add the quote at the end, or put \\ before it.',
      };
    if (wrong !== undefined)
      return {
        message: 'must have variables as Docker reads them',
        value: wrong,
        advice:
          'Write ${NAME}, ${NAME:-default} or ${NAME:+instead}; what else is text belongs in single quotes.',
      };
  }
  return undefined;
};

/** What Docker reads of `${…}`: a name, then its end or what to do with the value. */
const VARIABLE = /^\$\{(?:\w+(?:\}|:?[-+?]|[#%/])|[^\w{}]\})/;

function wrongIn(text: string): string | undefined {
  let inQuotes = false;
  for (let at = 0; at < text.length; at++) {
    const left = text.slice(at);
    if (left.startsWith('\\')) at++;
    else if (left.startsWith('"')) inQuotes = !inQuotes;
    else if (left.startsWith("'") && !inQuotes) {
      const end = text.indexOf("'", at + 1);
      if (end < 0) return 'quote';
      at = end;
    } else if (left.startsWith('${') && !(VARIABLE.test(left) && left.includes('}')))
      return left.slice(0, left.indexOf('}') + 1 || 40);
  }
  return inQuotes ? 'quote' : undefined;
}

const JUDGES: Readonly<Record<string, readonly Judge[]>> = {
  ADD: [textsOnly, quotes],
  ARG: [quotes, pairs],
  CMD: [textsOnly],
  COPY: [textsOnly, quotes, copiesAddress],
  ENTRYPOINT: [textsOnly],
  ENV: [quotes, pairs],
  EXPOSE: [quotes, expose],
  FROM: [quotes],
  HEALTHCHECK: [(rest, keyword) => textsOnly(rest.replace(/^CMD\s+/i, ''), `${keyword} CMD`), healthCheck],
  LABEL: [quotes, pairs],
  RUN: [textsOnly],
  SHELL: [textsOnly, shell],
  STOPSIGNAL: [quotes, stopSignal],
  USER: [quotes],
  VOLUME: [textsOnly, quotes, volume],
  WORKDIR: [quotes],
};
