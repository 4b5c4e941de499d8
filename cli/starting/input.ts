import { entry } from '../../constructs/shape';
import { type Finding, problem } from '../../core/findings';
import { entryOf, isList, isObject, type Json } from '../../core/json';
import type { NotCarriedOver } from './starter';

/** What reading an application came to, beside its services. */
export interface Notes {
  /** What is wrong with it. */
  readonly problems: Finding[];
  /** What could not be carried over. */
  readonly left: NotCarriedOver[];
}

/**
 * A value of an application's description, which remembers whether it was read. So nothing vanishes: what nobody read is listed at the
 * end, by {@link leaveRest}.
 */
export class Input {
  #isRead = false;
  readonly #inner = new Map<string | number, Input>();

  constructor(
    readonly value: Json | undefined,
    readonly path: string,
    readonly notes: Notes,
  ) {}

  /** Whether something stands here. */
  get isThere(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  /** What stands under a key, or under keys below each other. */
  at(...keys: readonly string[]): Input {
    return keys.reduce<Input>((input, key) => input.#at(key), this);
  }

  #at(key: string): Input {
    const known = this.#inner.get(key);
    if (known !== undefined) return known;
    const isUnder = this.path !== '' && !this.path.endsWith(' ');
    const inner = new Input(
      isObject(this.value) ? entryOf(this.value, key) : undefined,
      isUnder ? entry(this.path, key) : `${this.path}${key}`,
      this.notes,
    );
    this.#inner.set(key, inner);
    return inner;
  }

  /** The entries of an object. */
  entries(): readonly (readonly [string, Input])[] {
    if (!this.isThere) return [];
    if (!isObject(this.value)) return this.#wrong('an object of keys and values', []);
    return Object.keys(this.value).map((key) => [key, this.at(key)]);
  }

  /** The items of a list. */
  items(): readonly Input[] {
    if (!this.isThere) return [];
    if (!isList(this.value)) return this.#wrong('a list', []);
    return this.value.map((value, index) => {
      const inner = this.#inner.get(index) ?? new Input(value, `${this.path}[${index}]`, this.notes);
      this.#inner.set(index, inner);
      return inner;
    });
  }

  /** A text, a number or a switch, as text. */
  text(): string | undefined {
    this.#isRead = true;
    if (!this.isThere) return undefined;
    return typeof this.value === 'object'
      ? this.#wrong<string | undefined>('text', undefined)
      : String(this.value);
  }

  /** A number, also one that is written as text. */
  number(): number | undefined {
    const text = this.text();
    if (text === undefined || text.trim() === '') return undefined;
    const number = Number(text);
    return Number.isFinite(number) ? number : this.#wrong<number | undefined>('a number', undefined);
  }

  /** A switch. */
  flag(): boolean | undefined {
    const text = this.text();
    if (text === undefined || text.trim() === '') return undefined;
    return /^(true|false)$/.test(text)
      ? text === 'true'
      : this.#wrong<boolean | undefined>('true or false', undefined);
  }

  /** A list of texts. */
  texts(): readonly string[] {
    return this.items().map((item) => item.text() ?? '');
  }

  /** Counts all that stands here as read. */
  take(): Json | undefined {
    this.#isRead = true;
    return this.value;
  }

  /** Lists it as what could not be carried over. */
  leave(reason: string): void {
    this.#isRead = true;
    if (this.isThere) this.note(reason);
  }

  /** Lists something about it, beside what was carried over. */
  note(reason: string): void {
    const path = this.path.trim();
    if (!this.notes.left.some((one) => one.path === path && one.reason === reason))
      this.notes.left.push({ path, reason });
  }

  /** Lists all that nobody read. */
  leaveRest(reasonOf: (path: string) => string): void {
    for (const input of this.#unread()) input.leave(reasonOf(input.path));
  }

  #unread(): readonly Input[] {
    if (this.#isRead || isNothing(this.value)) return [];
    if (this.#inner.size === 0) return [this];
    return (isList(this.value) ? this.items() : this.entries().map(([, inner]) => inner)).flatMap((inner) =>
      inner.#unread(),
    );
  }

  #wrong<T>(expected: string, instead: T): T {
    this.#isRead = true;
    this.notes.problems.push(
      problem({
        rule: 'from/type',
        path: this.path.trim(),
        message: `must be ${expected}`,
        value: nounOf(this.value),
        advice: 'Correct it, or take it out.',
      }),
    );
    return instead;
  }
}

function isNothing(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  return isList(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;
}

/** What a value is. The value itself may be a secret. */
function nounOf(value: Json | undefined): string {
  if (isList(value)) return 'a list';
  return isObject(value) ? 'an object' : typeof value === 'string' ? 'text' : String(value);
}
