import { NO_VERDICT } from '../model/errors.ts';
import type { Evidence, ImageConfig, JudgedImage } from '../model/evidence.ts';
import type { InspectedImage } from '../ports.ts';
import { engineSource } from './built-image.ts';

/** The configuration of the judged image, from the engine's description of exactly that image. */
export function collectImageConfig(image: JudgedImage, inspected: InspectedImage): Evidence<ImageConfig> {
  if (inspected.id !== image.id) {
    const problem = {
      code: 'IMAGE-CHANGED',
      what: `The engine's description is of ${inspected.id}, not of the judged image ${image.id}.`,
      means: NO_VERDICT,
      todo: 'Find out what else on this engine changes images, and run the gate again.',
    } as const;
    return { state: 'gap', problem };
  }
  return { state: 'known', value: inspected.config, source: engineSource(image.engine, `image ${image.id}`) };
}
