import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';

const EVERY_MS = 50;
const CHUNK = 64 * 1024;

/**
 * A file that a program writes to and that is read as it grows, line by line. Unlike a pipe it does not break when its reader
 * is killed: the program goes on to its end. It has no name, so nothing is left of it.
 */
export class FollowedFile {
  /** What the program gets as its output. */
  readonly descriptor: number;
  private readonly decoder = new StringDecoder();
  private readonly chunk = Buffer.alloc(CHUNK);
  private readonly timer: NodeJS.Timeout;
  private position = 0;
  /** The beginning of a line whose end is not there yet. */
  private begun = '';

  /** @param folder One that nobody else may read. */
  constructor(
    folder: string,
    private readonly onLine: (line: string) => void,
  ) {
    const path = join(folder, `output-${randomUUID()}`);
    this.descriptor = openSync(path, 'ax+', 0o600);
    rmSync(path);
    this.timer = setInterval(() => {
      this.read();
    }, EVERY_MS);
  }

  /** Reads what is left. Nothing is read afterwards. */
  end(): void {
    clearInterval(this.timer);
    this.read();
    if (this.begun !== '') this.onLine(this.begun);
    closeSync(this.descriptor);
  }

  private read(): void {
    const text = this.appended();
    if (text === '') return;
    const lines = (this.begun + text).split(/\r?\n/);
    this.begun = lines.pop() ?? '';
    for (const line of lines) this.onLine(line);
  }

  private appended(): string {
    let text = '';
    for (;;) {
      const count = readSync(this.descriptor, this.chunk, 0, CHUNK, this.position);
      if (count === 0) return text;
      this.position += count;
      text += this.decoder.write(this.chunk.subarray(0, count));
    }
  }
}
