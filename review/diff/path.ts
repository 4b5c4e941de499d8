/** An item of a list, known by what it is and not by where it stands. */
export interface Identity {
  readonly id: string;
}

/** A key, a position in a list where order matters, or an item by its identity. */
export type PathStep = string | number | Identity;

export type Path = readonly PathStep[];

export function isIdentity(step: PathStep | undefined): step is Identity {
  return typeof step === 'object';
}

/** As a person reads it: `spec.template.spec.container[web].env[LOG_LEVEL].value`. */
export function renderPath(path: Path): string {
  return path.map(renderStep).join('').replace(/^\./, '');
}

function renderStep(step: PathStep): string {
  if (typeof step === 'number') return `[${step}]`;
  if (isIdentity(step)) return /^[[{"]/.test(step.id) ? '[]' : `[${step.id}]`;
  return /^[\w-]+$/.test(step) ? `.${step}` : `["${step}"]`;
}

/** The keys on the way, without positions and identities: what a table of arguments is asked by. */
export function keysOf(path: Path): readonly string[] {
  return path.filter((step) => typeof step === 'string');
}

/** The path of keys joined: `spec.template.spec.container.env.value`. */
export function dotted(path: Path): string {
  return keysOf(path).join('.');
}
