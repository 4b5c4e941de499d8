import { checkWorkload } from '../../../constructs/workload';
import { spec } from './a-workload';

function refused(name: string, value: string): boolean {
  return checkWorkload(spec({ env: { [name]: value } }), 'api').some(
    ({ rule }) => rule === 'workload/env-secret',
  );
}

test.each([
  ['DATABASE_PASSWORD', 'hunter2'],
  ['PGPASSWORD', 'hunter2'],
  ['dbPassword', 'hunter2'],
  ['JWT_SECRET', 'abcdef'],
  ['CLIENT_SECRET', 'abcdef'],
  ['GITHUB_TOKEN', 'ghp_abcdef'],
  ['TOKEN', 'abcdef'],
  ['SSH_PRIVATE_KEY', 'abcdef'],
  ['STRIPE_API_KEY', 'abcdef'],
  ['STRIPE_APIKEY', 'abcdef'],
  ['AWS_SECRET_ACCESS_KEY', 'abcdef'],
  ['SECRET_KEY_BASE', 'abcdef'],
  ['SMTP_PASS', 'hunter2'],
  ['DB_PWD', 'hunter2'],
  ['CERTIFICATE', '-----BEGIN EC PRIVATE KEY-----\nabc'],
  ['DATABASE_URL', 'postgres://api:hunter2@database:5432/shop'],
  ['REDIS_URL', 'redis://:hunter2@cache:6379'],
  ['GITHUBTOKEN', 'abcdef'],
  ['JWT_KEY', 'abcdef'],
  ['ADMIN_PASSCODE', 'abcdef'],
  ['API_TOKEN_PROD', 'abcdef'],
  ['PASSWORD_BASE64', 'aHVudGVyMg'],
  ['CERTIFICATE', '-----BEGIN PGP PRIVATE KEY BLOCK-----\nabc'],
  ['BROKERS', 'amqp://a:b@one:5672,amqp://a:c@two:5672'],
])('%s=%s looks like a secret', (name, value) => {
  expect(refused(name, value)).toBe(true);
});

test.each([
  ['DATABASE_PASSWORD_FILE', '/run/secrets/password'],
  ['PASSWORD', '/run/secrets/password'],
  ['GOOGLE_APPLICATION_CREDENTIALS', '/var/run/gcp/key.json'],
  ['DATABASE_URL', 'postgres://api@database:5432/shop'],
  ['DATABASE_URL', 'postgres://database:5432/shop?user=a@b'],
  ['TOKEN_URL', 'https://login.example.com/token'],
  ['TOKEN_TTL', '3600'],
  ['MAX_TOKENS', '4096'],
  ['SECRET_NAME', 'shop-database'],
  ['PASSWORD_MIN_LENGTH', '12'],
  ['REQUIRE_PASSWORD', 'true'],
  ['ENABLE_API_KEY', 'off'],
  ['AWS_ACCESS_KEY_ID', 'AKIAEXAMPLE'],
  ['PWD', '/srv'],
  ['PUBLIC_KEY', '-----BEGIN PUBLIC KEY-----'],
  ['BYPASS', 'proxy'],
  ['SUDO_NOPASSWD', 'ALL'],
  ['EXISTING_SECRET', 'shop-database'],
  ['IMAGE_PULL_SECRET', 'registry'],
  ['DATABASE_PASSWORD', '$(OTHER)'],
  ['DATABASE_URL', 'postgres://api:$(DATABASE_PASSWORD)@database:5432/shop'],
  ['DATABASE_PASSWORD', 'vault:secret/data/shop#password'],
  ['PASSWORD', '/app/secrets/password'],
  ['AUTH_TOKEN', 'required'],
  ['ORIGINS', 'https://a.example.com:8443,https://b.example.com/@team'],
  ['COMPASS', 'north'],
  ['MONKEY', 'ape'],
])('%s=%s does not look like a secret', (name, value) => {
  expect(refused(name, value)).toBe(false);
});
