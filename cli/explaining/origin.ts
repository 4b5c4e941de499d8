import { join } from 'node:path';
import { wordMask } from '../../core/secrets';
import {
  type Commit,
  knownCommits,
  lineCommits,
  PullRequests,
  type Repository,
  shortCommit,
} from '../../operations/git';
import type { SourceLine } from './declared-line';

/** A commit, and the pull request that brought it. */
export interface Origin extends Commit {
  /** `#12`, or `!12` where GitLab wrote it. Left out where no message of a commit says so. */
  readonly pullRequest?: string;
}

/** Where a line of a file comes from, or why that is not known: `not committed`. */
export interface LineOrigin {
  readonly origin?: Origin;
  readonly unknown?: string;
}

/** What a repository knows of the commits behind a project's files. Without a repository nothing is known, and nothing fails. */
export class History {
  readonly #pullRequests: PullRequests | undefined;
  readonly #lines = new Map<string, ReturnType<typeof lineCommits>>();
  /** A message of a commit may quote a secret. */
  readonly #mask = wordMask(new Set()).value;

  /** @param root the folder of the project, absolute */
  constructor(
    private readonly repository: Repository | undefined,
    private readonly root: string,
  ) {
    this.#pullRequests = repository && new PullRequests(repository);
  }

  /** Where a line of a source comes from. */
  async ofLine({ file, line }: SourceLine): Promise<LineOrigin> {
    if (this.repository === undefined || line === undefined) return {};
    const known = this.#lines.get(file) ?? lineCommits(this.repository, join(this.root, file));
    this.#lines.set(file, known);
    const found = (await known).get(line);
    if (found === undefined) return { unknown: 'not committed' };
    if (found.id === undefined) return { unknown: found.unknown };
    const origin = await this.of(found.id);
    return origin === undefined ? {} : { origin };
  }

  /** A commit by its id; undefined where the repository does not have it. */
  async of(id: string): Promise<Origin | undefined> {
    if (this.repository === undefined) return undefined;
    const commit = (await knownCommits(this.repository, [id])).get(id);
    return commit && (await this.withPullRequest(commit));
  }

  /** A commit with its pull request, and without a secret that its message may quote. */
  async withPullRequest(commit: Commit): Promise<Origin> {
    return {
      ...commit,
      author: this.#mask(commit.author),
      subject: this.#mask(commit.subject),
      pullRequest: await this.#pullRequests?.of(commit),
    };
  }
}

/** A commit in one line: its id, what it says, who made it, when, and its pull request where the message does not name that. */
export function originText({ id, subject, author, at, pullRequest }: Origin): string {
  const facts = [
    author,
    at.slice(0, 10),
    pullRequest !== undefined && !subject.includes(pullRequest) ? pullRequest : '',
  ];
  return `${shortCommit(id)} ${subject} (${facts.filter((fact) => fact !== '').join(', ')})`;
}

/** The same of a line, where it is known. */
export function lineOriginText({ origin, unknown }: LineOrigin): string | undefined {
  return origin === undefined ? unknown : originText(origin);
}
