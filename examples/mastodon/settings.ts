import { external, internet, secretKey, wholeSecret } from 'slipway';

/** The variables that everything of Mastodon reads. Where its database and its Redis are, `servers` says. */
export const settings = {
  RAILS_ENV: 'production',
  NODE_ENV: 'production',
  RAILS_LOG_LEVEL: 'info',
  LOG_LEVEL: 'info',
  TZ: 'UTC',
  DB_NAME: 'mastodon_production',
  DB_USER: 'mastodon',
  PREPARED_STATEMENTS: 'true',
  MALLOC_ARENA_MAX: '2',
  S3_ENABLED: 'true',
  S3_BUCKET: 'b',
  S3_ENDPOINT: 'https://s3.example.com',
  S3_HOSTNAME: 's3.example.com',
  S3_PROTOCOL: 'https',
  SMTP_SERVER: 'smtp.mailgun.org',
  SMTP_PORT: '587',
  SMTP_AUTH_METHOD: 'plain',
  SMTP_CA_FILE: '/etc/ssl/certs/ca-certificates.crt',
  SMTP_DELIVERY_METHOD: 'smtp',
  SMTP_ENABLE_STARTTLS: 'auto',
  SMTP_FROM_ADDRESS: 'notifications@example.com',
  SMTP_OPENSSL_VERIFY_MODE: 'peer',
  STREAMING_CLUSTER_NUM: '1',
  CACHE_BUSTER_ENABLED: 'false',
};

/** What runs beside the cluster: this sets DB_HOST, DB_PORT, REDIS_HOST and REDIS_PORT. */
export const servers = {
  DB: external('postgres', 5432, ['10.20.0.0/24']),
  REDIS: external('redis', 6379, ['10.20.0.0/24']),
};

/** Other servers of the fediverse, the object storage and the mail server: anybody, by HTTPS or SMTP. */
export const outside = [internet(443, 587)];

export const passwords = {
  DB_PASS: secretKey('mastodon-postgresql', 'password'),
  REDIS_PASSWORD: secretKey('mastodon-redis', 'redis-password'),
};

/** What Rails signs and encrypts with: every key of the Secret is a variable. */
export const keys = [wholeSecret('mastodon')];

export const storage = {
  AWS_ACCESS_KEY_ID: secretKey('mastodon-s3', 'AWS_ACCESS_KEY_ID'),
  AWS_SECRET_ACCESS_KEY: secretKey('mastodon-s3', 'AWS_SECRET_ACCESS_KEY'),
};
