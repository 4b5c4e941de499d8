import { createRequire } from 'node:module';

/** The name of each class, and the folder of the package that holds it. */
export type Folders<Classes> = Readonly<Record<keyof Classes & string, string>>;

const load = createRequire(__filename);

/** The classes of a prebuilt package, each loaded when it is first asked for: a deployment alone is 5 MB of code. */
export function prebuilt<Classes extends object>(packageName: string, folders: Folders<Classes>): Classes {
  const classes = {};
  for (const [name, folder] of Object.entries<string>(folders)) {
    Object.defineProperty(classes, name, {
      enumerable: true,
      get: () => (load(`${packageName}/lib/${folder}`) as Classes)[name as keyof Classes],
    });
  }
  return classes as Classes;
}
