import { entryOf, isOff, isOn, items, type Json, textOf, within } from '../../../core/json';
import type { Block } from '../../synth';

/** Type → argument → what a rule knows of it. */
export type SettingsBy<T> = Readonly<Record<string, Readonly<Record<string, T>>>>;

/** What it means that a setting turns. */
export interface Meaning {
  readonly turns: Turns;
  readonly means: string;
}

/** The meanings of the settings that turn. */
export function meaningsIn(table: SettingsBy<Meaning>, before: Block, after: Block): readonly string[] {
  return settingsIn(table, before, after).flatMap(({ known, old, head }) =>
    known.turns(old, head) ? [known.means] : [],
  );
}

/** The arguments of a resource that a table knows, with their values before and after. */
export function settingsIn<T>(table: SettingsBy<T>, before: Block, after: Block) {
  return Object.entries(entryOf(table, after.type) ?? {}).map(([argument, known]) => {
    const path = argument.split('.');
    return { argument, known, old: within(before.arguments, path), head: within(after.arguments, path) };
  });
}

/** What a new value does that the one before it did not. */
export type Turns = (before: Json | undefined, after: Json | undefined) => boolean;

export const turnsOn: Turns = (before, after) => isOn(after) && !isOn(before);
export const turnsOff: Turns = (before, after) => isOn(before) && !isOn(after);
/** The same of what is on as long as nobody turns it off. */
export const turnsOnByDefault: Turns = (before, after) => isOff(before) && !isOff(after);
export const turnsOffDefault: Turns = (before, after) => isOff(after) && !isOff(before);
/** Whether something was given, and no longer is. */
export const goes: Turns = (before, after) => !isEmpty(before) && isEmpty(after);
/** Whether a value comes to be one of these. */
export const becomes =
  (...values: readonly string[]): Turns =>
  (before, after) =>
    values.includes(textOf(after)) && !values.includes(textOf(before));
export const noLonger =
  (kept: string): Turns =>
  (before, after) =>
    textOf(before) === kept && textOf(after) !== kept;

function isEmpty(value: Json | undefined): boolean {
  return items(value).every((item) => textOf(item) === '');
}
