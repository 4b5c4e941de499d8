import { createRequire } from 'node:module';
import { isInstalled } from '../../core/files';

/** The name of each class, and the folder of the prebuilt package that holds it. */
export type Folders<Classes> = Readonly<Record<keyof Classes & string, string>>;

/**
 * The classes of a provider, each loaded when it is first asked for: those of the prebuilt package, a deployment of which alone is
 * 5 MB of code, or Slipway's own, which write the same Terraform. Own ones are taken where a project does without the package, and
 * where `SLIPWAY_OWN_BINDINGS` is 1.
 */
export function choose<Classes extends object>(
  packageName: string,
  folders: Folders<Classes>,
  own: () => Classes,
): Classes {
  const classes = {};
  for (const [name, folder] of Object.entries<string>(folders)) {
    Object.defineProperty(classes, name, {
      enumerable: true,
      get: () => {
        const from = areOwn(packageName) ? own() : (load(`${packageName}/lib/${folder}`) as Classes);
        return from[name as keyof Classes];
      },
    });
  }
  return classes as Classes;
}

const load = createRequire(__filename);
const installed = new Map<string, boolean>();

function areOwn(packageName: string): boolean {
  return process.env['SLIPWAY_OWN_BINDINGS'] === '1' || !isThere(packageName);
}

function isThere(packageName: string): boolean {
  const known = installed.get(packageName);
  if (known !== undefined) return known;
  const found = isInstalled(packageName, load);
  installed.set(packageName, found);
  return found;
}
