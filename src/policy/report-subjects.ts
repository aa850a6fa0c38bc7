import type { EvidenceBundle } from '../model/evidence.ts';
import type { Policy } from '../model/policy.ts';
import type { Subject } from '../model/subject.ts';
import type { AreaRow, CheckOutcome, ReportedImage, ReportedSubject } from '../model/verdict.ts';
import { areaRows } from './areas.ts';

/** What was found out about one subject. */
export interface SubjectEvidence {
  readonly subject: Subject;
  readonly bundle: EvidenceBundle;
  /** `NAME=value`, of a build. */
  readonly buildArgs?: readonly string[];
}

/** A subject with its image, where it has one. */
export function subjectPart({ subject, bundle }: SubjectEvidence): ReportedSubject {
  const image = imagePart(bundle);
  return { subject, ...(image && { image }) };
}

/** Subject by subject, each with its areas. That there is no image is said once, in the row of the build. */
export function rowsOf(
  several: readonly SubjectEvidence[],
  outcomes: readonly CheckOutcome[],
  policy: Policy,
): readonly AreaRow[] {
  const own = Map.groupBy(outcomes, ({ subject }) => subject.id);
  return several.flatMap(({ subject, bundle: { image } }) => {
    const rows = areaRows(image, own.get(subject.id) ?? [], policy);
    const lacking = image?.state === 'absent' ? image.observed : undefined;
    const telling = rows.filter(({ area, state, evidence }) => {
      return area === 'build' || state !== 'not-applicable' || lacking === undefined || !evidence.startsWith(lacking);
    });
    return telling.map((row) => ({ ...row, subject }));
  });
}

/** The image of a subject as reports show it; undefined when there is none. */
export function imagePart({ image, 'image-config': config }: EvidenceBundle): ReportedImage | undefined {
  if (image?.state !== 'known') return undefined;
  const { id, repoDigests, origin, engine } = image.value;
  const known = config?.state === 'known' ? config.value : undefined;
  const platform =
    known === undefined
      ? 'unknown'
      : [known.os, known.architecture, known.variant].filter((part) => part !== undefined && part !== '').join('/');
  return { id, repoDigests, origin, engine, platform, sizeBytes: known?.size ?? 0 };
}
