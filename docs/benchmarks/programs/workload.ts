export const REPOSITORY = 'registry.example.com/fleet/app';

export function nameOf(index: number): string {
  return `service-${index}`;
}

export function digestOf(index: number): string {
  return `sha256:${index.toString(16).padStart(64, '0')}`;
}
