import { type Finding, problem } from '../../core/findings';

const LABEL = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const HOST = new RegExp(`^(?:localhost|${LABEL}(?:\\.${LABEL})+|${LABEL}(?=:))(?::[0-9]{1,5})?$`);
/** One part of a repository's path, as the OCI distribution specification has it (section "Pulling manifests"). */
const PART = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
/** Many registries refuse longer ones: the specification names 255 characters for host, slash and path together. */
const MAX_LENGTH = 255;

/**
 * What is wrong with a repository's name: a registry's host, with a port or without, and a path.
 *
 * The host is demanded although Docker would add one: without it the provider takes the first part of the path for
 * the registry, or Docker Hub.
 */
export function checkRepository(name: string, path: string): readonly Finding[] {
  // What stands before an @ may be a password.
  const value = name.includes('@') ? 'one with an @' : JSON.stringify(name);
  const refusal = refusalOf(name);
  return refusal === undefined ? [] : [problem({ rule: 'image/repository', path, value, ...refusal })];
}

function refusalOf(name: string): Pick<Finding, 'message' | 'advice'> | undefined {
  const [host = '', ...parts] = name.split('/');
  if (!HOST.test(host) || parts.length === 0) {
    return {
      message: "must begin with a registry's host, in lower case, and a slash",
      advice: 'Name it like registry.example.com/shop/api or localhost:5000/shop/api.',
    };
  }
  const port = /:([0-9]+)$/.exec(host)?.[1];
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) {
    return { message: 'must have a port from 1 to 65535', advice: 'Correct the port of the registry.' };
  }
  if (!parts.every((part) => PART.test(part))) {
    return {
      message:
        'must have a path of lower-case letters and digits, separated by /, ., _, __ or -, without a tag',
      advice: 'Name it like registry.example.com/shop/api; the tag is made from the source hash.',
    };
  }
  if (name.length <= MAX_LENGTH) return undefined;
  return { message: `must have at most ${MAX_LENGTH} characters`, advice: 'Give it a shorter path.' };
}
