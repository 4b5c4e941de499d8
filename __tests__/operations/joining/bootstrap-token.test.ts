import { inspect } from 'node:util';
import { BootstrapToken } from '../../../operations/joining/bootstrap-token';

const expiresAt = new Date('2026-11-24T10:15:00Z');

test('a token has the format that the API server expects, and is different each time', () => {
  const tokens = Array.from({ length: 100 }, () => new BootstrapToken(expiresAt).reveal());
  for (const token of tokens) expect(token).toMatch(/^[a-z0-9]{6}\.[a-z0-9]{16}$/);
  expect(new Set(tokens).size).toBe(100);
});

test('the cluster knows it by both its parts until it expires', () => {
  const token = new BootstrapToken(expiresAt);
  const { metadata, stringData } = token.toSecret('a test');
  expect(metadata).toEqual({ name: `bootstrap-token-${token.id}`, namespace: 'kube-system' });
  expect(`${stringData['token-id']}.${stringData['token-secret']}`).toBe(token.reveal());
  expect(stringData.expiration).toBe('2026-11-24T10:15:00.000Z');
  expect(Object.keys(stringData)).not.toContain('usage-bootstrap-signing');
});

test('printing it shows no secret', () => {
  const token = new BootstrapToken(expiresAt);
  const [, secret = ''] = token.reveal().split('.');
  expect(`${inspect(token, { depth: 9, showHidden: true })}${JSON.stringify(token)}`).not.toContain(secret);
});
