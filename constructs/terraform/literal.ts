/**
 * User text as Terraform reads it back unchanged.
 *
 * Terraform expands `${…}` and `%{…}` in every string of a synthesised file; text that a user gave is data, so both
 * are doubled. References that cdktf itself put into the text (`${TfToken[…]}`) stay references.
 */
export function literal(text: string): string {
  return text.replace(/([$%])\{(?!TfToken\[)/g, '$1$1{');
}
