export { countKeys, duplicateKeys } from './duplicate-keys';
export {
  at,
  canonical,
  entryOf,
  isList,
  isObject,
  isOff,
  isOn,
  items,
  type Json,
  type JsonObject,
  mapTexts,
  numberOf,
  only,
  textOf,
  within,
} from './json';
export { parseJson, tryParseJson } from './parse-json';
export { parseText, parseTexts } from './parse-text';
