export { changeShop } from './change';
export { watchedRoll } from './watched-roll';
