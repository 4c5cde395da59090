import { z } from 'zod';
import { RuleBroken } from '#platform/errors';
import { csvText } from '#platform/files/csv-write';
import { requiredId } from '#platform/forms/inputs';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { type Answer, file, page, redirect, type Visit } from '#platform/http/visit';
import { sentenceFor } from '#platform/messages';
import { formatInteger } from '#platform/money';
import { type RefusedRow, recordEarlierAdhesions } from '../../commands/record-earlier-adhesions.ts';
import { membershipLinks } from '../../links.ts';
import { conventionChoices } from '../../queries/list-conventions.ts';
import { earlierAdhesionsView } from './earlier-adhesions.view.ts';
import { COLUMNS, readAdhesions } from './read-adhesions.ts';

/** Loading the adhesions that the centre already has in its papers, from a file: all of it or nothing. */
export const show = (visit: Visit): Promise<Answer> => render(visit, fresh(), []);

/** An example of the file, to fill in. */
export const model = (_visit: Visit): Answer =>
  file(
    'modello-adesioni-in-essere.csv',
    'text/csv; charset=utf-8',
    csvText([
      COLUMNS,
      [
        'c_a034',
        '',
        '01/01/2026',
        'Consiglio',
        '21',
        '03/11/2025',
        '07/11/2025',
        'no',
        '',
        '15/12/2025',
        'digitale',
        'Il sindaco',
        'L’assessore delegato',
      ],
      ['c_a060', 'udcv_', '01/01/2026', '', '', '', '', '', '', '', '', '', ''],
    ]),
  );

export function submit(visit: Visit): Promise<Answer> {
  let refused: readonly RefusedRow[] = [];
  return submitForm(
    visit,
    z.object({ convenzione: requiredId('Scegliere la convenzione.') }),
    async (input) => {
      const sent = visit.files.find((f) => f.field === 'file');
      if (!sent || sent.bytes.byteLength === 0)
        return render(visit, wrong(visit, 'file', 'Scegliere il file da caricare.'), []);
      const read = readAdhesions(sent.bytes);
      if ('wrongFile' in read) return render(visit, wrong(visit, 'file', read.wrongFile), []);
      if (read.refused.length > 0) return render(visit, notRecorded(visit, read.refused), read.refused);
      try {
        const { direct, derived } = await recordEarlierAdhesions(visit, {
          conventionId: input.convenzione,
          adhesions: read.adhesions,
        });
        return redirect(
          membershipLinks.members(),
          `Sono state caricate ${formatInteger(direct)} adesioni dirette e ${formatInteger(derived)} derivate.`,
        );
      } catch (error) {
        if (!(error instanceof RuleBroken) || !Array.isArray(error.facts.refused)) throw error;
        refused = error.facts.refused as RefusedRow[];
        return render(visit, notRecorded(visit, refused), refused);
      }
    },
    (problems) => render(visit, problems, refused),
  );
}

const wrong = (visit: Visit, field: string, message: string): Problems => ({
  ...fresh(visit.form),
  errors: { [field]: message },
});

const notRecorded = (visit: Visit, refused: readonly RefusedRow[]): Problems =>
  wrong(visit, '', sentenceFor('membership.adhesions-not-recorded', { rows: refused.length }));

async function render(visit: Visit, problems: Problems, rows: readonly RefusedRow[]): Promise<Answer> {
  const conventions = await conventionChoices(visit);
  const refused = Object.keys(problems.errors).length > 0;
  return page(
    'Adesioni già in essere',
    earlierAdhesionsView(visit.hiddenFields(), problems, conventions, rows),
    {
      status: refused ? 422 : 200,
      refused,
      breadcrumb: [
        { label: 'Scrivania', href: '/' },
        { label: 'Enti aderenti', href: membershipLinks.members() },
        { label: 'Adesioni già in essere' },
      ],
      heading: {
        lead: 'Per caricare in una volta sola gli enti che hanno già aderito, con i dati delle loro delibere. Se una sola riga è sbagliata non viene caricato nulla.',
      },
    },
  );
}
