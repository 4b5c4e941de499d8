import { literal } from '../terraform';

/**
 * User text as a container gets it, unchanged.
 *
 * Kubernetes expands `$(NAME)` and turns `$$` into `$` in arguments and environment variables, after Terraform has
 * expanded `${…}`: a password hash or a shell script would arrive altered.
 */
export function containerText(text: string): string {
  return literal(text.replace(/\$(?=[$(])/g, '$$$$'));
}
