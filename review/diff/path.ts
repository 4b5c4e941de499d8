/** A list item, identified by its content instead of its position. */
export interface Identity {
  readonly id: string;
}

/** A key, a position in an ordered list, or an item's identity. */
export type PathStep = string | number | Identity;

export type Path = readonly PathStep[];

export function isIdentity(step: PathStep | undefined): step is Identity {
  return typeof step === 'object';
}

/** For people: `spec.template.spec.container[web].env[LOG_LEVEL].value`. */
export function renderPath(path: Path): string {
  return path.map(renderStep).join('').replace(/^\./, '');
}

function renderStep(step: PathStep): string {
  if (typeof step === 'number') return `[${step}]`;
  if (isIdentity(step)) return /^[[{"]/.test(step.id) ? '[]' : `[${step.id}]`;
  return /^[\w-]+$/.test(step) ? `.${step}` : `["${step}"]`;
}

/** The keys of the path, without positions and identities, for lookups in tables of arguments. */
export function keysOf(path: Path): readonly string[] {
  return path.filter((step) => typeof step === 'string');
}

/** The keys of the path, joined: `spec.template.spec.container.env.value`. */
export function dotted(path: Path): string {
  return keysOf(path).join('.');
}
