import type { Evidence, HistoryStep, JudgedImage } from '../model/evidence.ts';
import type { Engine } from '../ports.ts';
import { engineSource } from './built-image.ts';
import { gapOnError } from './gap.ts';

/** The steps that made the judged image, as the image itself states them. */
export function collectImageHistory(engine: Engine, image: JudgedImage): Promise<Evidence<readonly HistoryStep[]>> {
  return gapOnError(async () => {
    const value = await engine.history(image.id);
    return { state: 'known', value, source: engineSource(image.engine, `history of ${image.id}`) };
  });
}
