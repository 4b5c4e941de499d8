import { posix } from 'node:path';
import { ENVIRONMENTS_FOLDER } from '../../core/files';

/** Files that change without the source, and must not be sent to a build: each change would rebuild the image. */
interface OwnFiles {
  /** The path that a finding names: that of the folder, where a whole folder must not be sent. */
  readonly path: string;
  /** The line of the ignore file that leaves them out. */
  readonly line: string;
  /** What they are, as the reason. */
  readonly because: string;
}

const REWRITTEN = 'it changes without the source, and each change would rebuild the image';
const STATE = 'a state holds secrets in clear, and each deploy changes it';
const RELEASED = 'each release changes it, and would rebuild the image';
const PLACED = 'a new placement would rebuild the image';

/** Folders by the end of their path, wherever they are. */
const FOLDERS: readonly (readonly [path: string, because: string])[] = [
  ['.git', REWRITTEN],
  ['.terraform', REWRITTEN],
  ['cdktf.out', REWRITTEN],
  ['node_modules/.cache/slipway', REWRITTEN],
];
const STATE_LINE = '**/*.tfstate*';
const STATE_FILE = /\.tfstate(\.|$)/;
const OF_AN_ENVIRONMENT = new RegExp(
  `^${ENVIRONMENTS_FOLDER}/[^/]+/(?:(?<releases>releases)/|(?<placement>placement\\.json)$)`,
);

/** The lines of an ignore file that leave all of them out, where the context is the project's root. */
export const OWN_LINES: readonly string[] = [
  ...FOLDERS.map(([folder]) => `**/${folder}`),
  STATE_LINE,
  `${ENVIRONMENTS_FOLDER}/*/releases`,
  `${ENVIRONMENTS_FOLDER}/*/placement.json`,
];

/**
 * Whether a file of a context is one that Slipway, Terraform or git writes; undefined for a file of the team.
 *
 * @param context the context's folder, relative to the project's root
 * @param path of the file, inside the context
 */
export function ownFiles(context: string, path: string): OwnFiles | undefined {
  for (const [folder, because] of FOLDERS) {
    const at = `/${path}/`.indexOf(`/${folder}/`);
    if (at >= 0) return { path: path.slice(0, at + folder.length), line: `**/${folder}`, because };
  }
  if (STATE_FILE.test(posix.basename(path))) return { path, line: STATE_LINE, because: STATE };
  const { releases, placement } = OF_AN_ENVIRONMENT.exec(posix.join(context, path))?.groups ?? {};
  const isWhole = context === '.';
  if (releases !== undefined) {
    const folder = posix.dirname(path);
    return {
      path: folder,
      line: isWhole ? `${ENVIRONMENTS_FOLDER}/*/${releases}` : folder,
      because: RELEASED,
    };
  }
  if (placement !== undefined)
    return { path, line: isWhole ? `${ENVIRONMENTS_FOLDER}/*/${placement}` : path, because: PLACED };
  return undefined;
}
