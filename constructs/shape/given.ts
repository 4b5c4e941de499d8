/**
 * The options that a function got. A caller in JavaScript may leave them out where a type demands them: then nothing is set, and
 * the checks of the synth say what is missing, and where.
 */
export function given<T extends object>(options: T | null | undefined): T {
  return options ?? ({} as T);
}
