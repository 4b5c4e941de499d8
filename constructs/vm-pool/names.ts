import { type Finding, problem } from '../../core/findings';
import { FORM, MUST_BE_LABEL } from '../../core/text';

/** Labels joined by slashes: `shop/prod`. */
export const IDENTITY = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\/[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** What libvirt keeps in a file by its name: it holds no slash, no reference of cdktf, and the file's name, with its ending, no more than Linux takes. */
const LIBVIRT_NAME = /^(?!\.{1,2}$|.*\$\{TfToken\[)[^/\p{Cc}\p{Surrogate}]+$/u;
const LONGEST_FILE = 250;

/**
 * Whether a libvirt network or storage pool may be called so.
 *
 * @see https://gitlab.com/libvirt/libvirt/-/blob/master/src/conf/schemas/basictypes.rng
 * @example
 * isLibvirtName('../images'); // false
 */
export function isLibvirtName(name: string): boolean {
  return LIBVIRT_NAME.test(name) && name.trim() === name && Buffer.byteLength(name) <= LONGEST_FILE;
}

/** What a thing is called on its host: `shop/prod`, `nodes`, `0` → `shop-prod-nodes-0`. */
export function hostWideName(identity: string, ...parts: readonly string[]): string {
  return [...identity.split('/'), ...parts].join('-');
}

/** What was called otherwise before. */
interface Renamed {
  readonly formerly?: string | readonly string[];
}

/** The names that a pool or a network had before, the oldest first. */
export function formerNames({ formerly = [] }: Renamed): readonly string[] {
  return typeof formerly === 'string' ? [formerly] : formerly;
}

/** The name that a pool was born with: whatever must never change derives from it. */
export function originalName(pool: Renamed & { readonly pool: string }): string {
  return formerNames(pool)[0] ?? pool.pool;
}

export function checkIdentity(identity: string, path: string): readonly Finding[] {
  if (IDENTITY.test(identity)) return [];
  return [
    problem({
      rule: 'vm-pool/identity',
      path,
      message: 'must be names of lower-case letters, digits and hyphens, joined by slashes',
      value: JSON.stringify(identity),
      advice: 'Say whose it is, from the outside in, such as shop/prod.',
    }),
  ];
}

export function checkName(name: string, path: string): readonly Finding[] {
  if (FORM.label.test(name)) return [];
  return [
    problem({
      rule: 'vm-pool/name',
      path,
      message: MUST_BE_LABEL,
      value: JSON.stringify(name),
      advice: 'It becomes part of host names and Terraform addresses: choose a name such as nodes.',
    }),
  ];
}
