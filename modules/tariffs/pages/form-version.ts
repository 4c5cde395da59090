import type { Problems } from '#platform/forms/submit';
import type { Visit } from '#platform/http/visit';
import { sentenceFor } from '#platform/messages';
import type { TariffDetails } from '../queries/get-tariff.ts';

/**
 * The version that the form of a whole proposal carries: the one it was opened on, so that who has an older page is
 * refused; once refused, with the sentence before the eyes, the one of now: saving again is then on purpose.
 */
export function formVersion(
  visit: Visit,
  tariff: TariffDetails,
  problems: Pick<Problems, 'errors'> | null,
): number {
  const refused = problems?.errors[''] === sentenceFor('tariffs.changed-meanwhile');
  return refused ? tariff.rowVersion : Number(visit.form.versione) || tariff.rowVersion;
}
