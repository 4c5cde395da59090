import { type IsoDate, isIsoDate } from '#platform/calendar';
import { type Refusal, refuse } from './refusal.ts';

/** Which organ must resolve; null when the statute says it and nobody has recorded what it says. */
export interface RequiredOrgan {
  organ: string | null;
  source: 'LAW' | 'STATUTE';
}

/**
 * The organ that approves the convention: for a comune the Consiglio (TUEL 42); for an Unione, a comunità montana,
 * a provincia and any other the one that its statute names. [C1, S4 B4: two models of resolution]
 */
export function requiredOrgan(category: string, statuteOrgan: string | null): RequiredOrgan {
  if (category === 'COMUNE') return { organ: 'CONSIGLIO', source: 'LAW' };
  return { organ: statuteOrgan, source: 'STATUTE' };
}

/** A resolution as it is recorded. */
export interface RecordedResolution {
  organ: string;
  number: string;
  votedOn: IsoDate;
  templateVersionId: string;
  signatoryId: string | null;
  boardRepresentativeId: string | null;
}

/**
 * May the resolution be recorded for this application? null means yes. [C1: organ correct; approves *this* template
 * version; names signatory and board representative (S4 B4); date not in the future]
 */
export function refusalOfResolution(
  resolution: RecordedResolution,
  required: RequiredOrgan,
  templateVersionId: string,
  today: IsoDate,
): Refusal | null {
  const { organ, votedOn } = resolution;
  if (required.organ === null) return refuse('membership.statute-organ-unknown', {});
  if (organ !== required.organ) return refuse('membership.wrong-organ', { organ, required: required.organ });
  if (resolution.templateVersionId !== templateVersionId)
    return refuse('membership.other-template-version', { templateVersionId });
  if (!resolution.signatoryId) return refuse('membership.signatory-not-named', {});
  if (!resolution.boardRepresentativeId) return refuse('membership.board-representative-not-named', {});
  if (!isIsoDate(votedOn) || votedOn > today)
    return refuse('membership.resolution-in-the-future', { votedOn, today });
  return null;
}
