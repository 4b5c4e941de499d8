import { Token } from '../../constructs/cdktf';
import { knownTexts } from '../../constructs/not-secret';
import { Cpu, Duration, Size } from '../../constructs/quantities';
import { ExternalEndpoint, ForeignService } from '../../constructs/workload';
import { ProjectPods, ProjectService } from '../foreign-project';
import { type Finding, problem } from '../../core/findings';
import { entry } from '../../core/text';
import { Placements } from '../../placement';
import { Releases } from '../../promotion';
import { CronJob } from '../cron-job';
import { Job } from '../job';
import { Project } from '../project';
import { Service } from '../service';

/** Values with a class of their own, which are looked at where they stand. */
const VALUES = [
  Size,
  Cpu,
  Duration,
  ExternalEndpoint,
  ForeignService,
  ProjectPods,
  ProjectService,
  Service,
  Job,
  CronJob,
  Project,
  Releases,
  Placements,
];

/** No option is nested deeper than a few levels; `cloudInit.merge` is free, and YAML parsers give up at some depth too. */
const DEEPEST = 50;
/** Etcd takes no object larger than 1.5 MiB, and a ConfigMap or a Secret holds at most 1 MiB. */
const LONGEST = 2 ** 20;
/** Ten thousand services of a hundred values each. */
const MOST = 1_000_000;
/** More of one kind tell nobody more. */
const MOST_FINDINGS = 100;

/**
 * What is no plain data: what JavaScript can hold and no file can. Everything else relies on it, so that nothing fails, or never
 * ends, on a getter that throws, a circle, a symbol or a value of Terraform's.
 *
 * @param except Names directly in the value that are not looked at.
 */
export function plainDataFindings(
  value: unknown,
  path: string,
  except: readonly string[] = [],
): readonly Finding[] {
  const walk = new Walk(path);
  walk.enter(value, path, [], except);
  return walk.findings;
}

class Walk {
  readonly findings: Finding[] = [];
  private count = 0;

  /** @param root The path of all the data. */
  constructor(private readonly root: string) {}

  /** @param around The objects that the value is in. */
  enter(value: unknown, path: string, around: readonly object[], except: readonly string[] = []): void {
    this.count += 1;
    if (this.count > MOST + 1 || this.findings.length >= MOST_FINDINGS) return;
    if (this.count > MOST)
      this.refuse(this.root, `must have at most ${MOST.toLocaleString('en')} values`, 'more', SMALLER);
    if (typeof value === 'string') this.text(knownTexts(value).value, path);
    else if (typeof value === 'object' && value !== null) this.object(value, path, around, except);
    else if (typeof value === 'number' && Token.isUnresolved(value)) this.refuse(path, KNOWN, LATER, LITERAL);
    else if (typeof value === 'symbol' || typeof value === 'bigint' || typeof value === 'function')
      this.refuse(path, PLAIN, `a ${typeof value}`, DATA);
  }

  private object(value: object, path: string, around: readonly object[], except: readonly string[]): void {
    const what = classOf(value);
    if (what === OURS) return;
    if (around.includes(value)) this.refuse(path, 'must not contain itself', 'a circle', DATA);
    else if (around.length === DEEPEST)
      this.refuse(path, `must be nested at most ${DEEPEST} levels deep`, 'deeper', SMALLER);
    else if (what !== undefined) this.refuse(path, PLAIN, what, DATA);
    else {
      const read = answerOf(() => Reflect.ownKeys(value));
      if ('failure' in read) this.refuse(path, PLAIN, `an object that fails: ${read.failure}`, DATA);
      else for (const key of read.value) this.property(value, key, path, [...around, value], except);
    }
  }

  private property(
    value: object,
    key: string | symbol,
    path: string,
    around: readonly object[],
    except: readonly string[],
  ): void {
    if (Array.isArray(value) && key === 'length') return;
    const at = placeOf(value, key, path);
    if (typeof key === 'symbol' || key === '__proto__') {
      this.refuse(at, 'must have a name that is text, and not __proto__', String(key), DATA);
    } else if (!except.includes(key)) {
      this.text(key, at);
      const inner = answerOf(() => (value as Readonly<Record<string, unknown>>)[key]);
      if ('failure' in inner)
        this.refuse(at, 'must be readable', `a getter that fails: ${inner.failure}`, DATA);
      else this.enter(inner.value, at, around);
    }
  }

  private text(text: string, path: string): void {
    if (text.length > LONGEST)
      this.refuse(path, 'must be text of at most 1 MiB', `${text.length} characters`, SMALLER);
    else if (Token.isUnresolved(text)) this.refuse(path, KNOWN, LATER, LITERAL);
    else if (text.includes('\0'))
      this.refuse(path, 'must hold no NUL character, at which programs take text to end', shown(text), TEXT);
    else if (/\p{Surrogate}/u.test(text))
      this.refuse(path, 'must be Unicode text, with no half of a surrogate pair', shown(text), TEXT);
  }

  private refuse(path: string, message: string, value: string, advice: string): void {
    this.findings.push(problem({ rule: 'shape/data', path: cut(path, 200), message, value, advice }));
  }
}

const PLAIN = 'must be plain data, or a value that a function of Slipway gives';
const DATA = 'Write the value itself: text, a number, true or false, a list or a map.';
const SMALLER = 'Keep large or deep data out of the project: in an image, a volume or an object store.';
const TEXT = 'Write text. What is no text belongs into the image, or is written as base64.';
const KNOWN = 'must be known at synth';
const LATER = 'a reference that Terraform resolves later';
const LITERAL = 'Write the value itself: the stacks of a project share no state.';

type Read<T> = { readonly value: T } | { readonly failure: string };

/** What a getter, or a proxy, answers. */
function answerOf<T>(what: () => T): Read<T> {
  try {
    return { value: what() };
  } catch (error) {
    return { failure: cut(messageOf(error)) };
  }
}

const OURS = 'a value of ours';

/** What an object is if it is no plain data. */
function classOf(value: object): string | undefined {
  try {
    const prototype = Object.getPrototypeOf(value) as object | null;
    // Of a prototype that has none itself: that of another realm is as good as ours.
    if (Array.isArray(value) || prototype === null || Object.getPrototypeOf(prototype) === null)
      return undefined;
    if (VALUES.some((kind) => value instanceof kind)) return OURS;
    if (value instanceof Date) return Number.isNaN(+value) ? 'a Date that is invalid' : 'a Date';
    return `an object of the class ${cut(value.constructor.name)}`;
  } catch (error) {
    return `an object that fails: ${cut(messageOf(error))}`;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : typeof error;
}

function shown(text: string): string {
  return `"${cut(text)}"`;
}

function cut(text: string, most = 60): string {
  const shown = text.length > most ? `${text.slice(0, most - 1)}…` : text;
  // Never a half character or a control character on a terminal.
  return shown.replace(
    /\p{Surrogate}|\p{Cc}/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function placeOf(value: object, key: string | symbol, path: string): string {
  if (typeof key === 'symbol') return `${path}[${String(key)}]`;
  return entry(path, Array.isArray(value) && /^\d+$/.test(key) ? Number(key) : key);
}
