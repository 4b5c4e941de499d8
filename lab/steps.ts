/** Reports what the lab does: as text on standard error, or as one line of JSON per step on standard output. */
export class Steps {
  constructor(private readonly json: boolean) {}

  /** Runs a step and reports how long it took. */
  async step<T>(name: string, work: () => Promise<T> | T): Promise<T> {
    const began = Date.now();
    const seconds = () => Math.round((Date.now() - began) / 100) / 10;
    this.tell(`· ${name} …`);
    try {
      const result = await work();
      this.report(`✓ ${name}  ${seconds()} s`, { step: name, ok: true, seconds: seconds() });
      return result;
    } catch (error) {
      this.report(`✗ ${name}  ${seconds()} s`, { step: name, ok: false, seconds: seconds() });
      throw error;
    }
  }

  /** A result, as text or as data. Goes to standard output. */
  result(text: string, data: object): void {
    console.log(this.json ? JSON.stringify(data) : text);
  }

  failure(message: string): void {
    this.report(message, { error: message });
  }

  /** Progress within a step, only shown to people. */
  readonly detail = (line: string): void => {
    this.tell(`    ${line}`);
  };

  private tell(line: string): void {
    if (!this.json) process.stderr.write(`${line}\n`);
  }

  private report(line: string, data: object): void {
    if (this.json) console.log(JSON.stringify(data));
    else process.stderr.write(`${line}\n`);
  }
}
