/** The namespace of a project in one environment. */
export function namespaceOf(project: string, environment: { readonly name: string }): string {
  return `${project}-${environment.name}`;
}
