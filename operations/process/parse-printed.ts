import { Failure } from './failure';

/**
 * What a program printed as JSON.
 * @param command as a person types it: `terraform output -json`
 * @param folder where it ran
 * @throws Failure that quotes none of it, since it may hold secrets
 */
export function parsePrinted(printed: string, command: string, folder: string): unknown {
  try {
    return JSON.parse(printed);
  } catch {
    throw new Failure(
      `\`${command}\` printed something that is not JSON\n→ Run it in ${folder} to see what it prints.`,
    );
  }
}
