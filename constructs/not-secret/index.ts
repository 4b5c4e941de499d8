export { knownTexts, notSecret, notSecretsOf, sayNotSecret } from './not-secret';
