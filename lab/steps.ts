/** Says what the lab does while it does it: for people on standard error, or one line of JSON a step on standard output. */
export class Steps {
  constructor(private readonly json: boolean) {}

  /** Does a step and says how long it took. */
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

  /** A result: text for people, or data for programs. Both go to standard output. */
  result(text: string, data: object): void {
    console.log(this.json ? JSON.stringify(data) : text);
  }

  failure(message: string): void {
    this.report(message, { error: message });
  }

  /** What a step does on its way, for people alone. */
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
