import type { Finding } from '../../core/findings';

/** What is read of an image's source: all that a build is given, as plain data. */
export interface Source {
  /** The context's folder relative to the project's root, with `/` between folders: `services/api`; `.` is the root. */
  readonly context: string;
  /** The Dockerfile's path, relative to the context; with `../` where it lies beside it. */
  readonly dockerfile: string;
  /** The file whose rules say what is not sent, relative to the context. */
  readonly ignoreFile?: string;
  /**
   * Path inside the context → what it is: `file <sha256 of its content>`, `executable <sha256>` or `link <its target>`.
   * The Dockerfile and the ignore file are always among them: one way of building sends both even when they are ignored.
   */
  readonly files: Readonly<Record<string, string>>;
  /** The arguments that the Dockerfile declares; missing where it is in another language than Docker's. No part of the hash. */
  readonly declares?: readonly string[];
  /**
   * The images that the Dockerfile takes in `FROM`, `COPY --from` and mounts; missing where it is in another language than Docker's. No part
   * of the hash, which has what they follow from.
   */
  readonly takes?: readonly string[];
  /** What is worth knowing of the source, and fails no build: an image that is taken by its tag. No part of the hash. */
  readonly warnings: readonly Finding[];
}
