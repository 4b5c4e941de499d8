export { knownTexts, notSecret, notSecretsOf, declareNotSecret } from './not-secret';
