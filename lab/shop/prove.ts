import type { Steps } from '../steps';
import type { Shop } from './shop';
import type { Slipway } from './slipway';

export async function proveShop(_home: string, _shop: Shop, _slipway: Slipway, _steps: Steps): Promise<void> {}
