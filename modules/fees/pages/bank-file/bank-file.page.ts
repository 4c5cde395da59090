import { z } from 'zod';
import { readDelimitedText } from '#platform/files/delimited-text';
import { oneOf, ticked } from '#platform/forms/inputs';
import { exportAsked, exported } from '#platform/forms/list-export';
import { readListQuery } from '#platform/forms/list-query';
import { fresh, type Problems, submit } from '#platform/forms/submit';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { formatEuro, formatInteger } from '#platform/money';
import { statusTag } from '#ui/status-tag';
import { applyBankFile, discardBankFile } from '../../commands/apply-bank-file.ts';
import { mapBankFile } from '../../commands/load-bank-file.ts';
import { CHANNELS } from '../../commands/record-payment.ts';
import { BANK_FILE_STATES, BANK_OUTCOMES } from '../../labels.it.ts';
import { feesLinks } from '../../links.ts';
import { getBankFile, listBankLines } from '../../queries/list-payments.ts';
import { feesPage, idOf } from '../fees-page.ts';
import { bankFileView } from './bank-file.view.ts';

const column = z.string().transform((text) => (/^\d{1,4}$/.test(text) ? Number(text) : null));
const MAPPING = z.object({ date: column, amount: column, description: column, reference: column });
const APPLY = z.object({
  prova: z.string().max(100),
  canale: oneOf(CHANNELS, 'Scegliere il canale dei versamenti.'),
  eccedenze: ticked(),
});

/** What each line of the file would become; nothing is recorded before the confirmation. */
export async function show(
  visit: Visit,
  problems: Problems = fresh({ canale: 'BANK_TRANSFER' }),
): Promise<Answer> {
  const file = await getBankFile(visit, idOf(visit));
  const list = readListQuery(visit, { sorts: ['riga'], filters: ['esito'] });
  const { format, page } = exportAsked(visit, list);
  const lines = await listBankLines(visit, file.id, list.filters.esito, page);
  if (format)
    return exported(
      {
        name: `abbinamento-${file.fileName.replace(/\.\w+$/, '')}`,
        rows: lines.rows,
        columns: [
          { header: 'Riga', kind: 'integer', value: (l) => l.line },
          { header: 'Esito', kind: 'text', value: (l) => BANK_OUTCOMES[l.outcome]!.label },
          { header: 'Data', kind: 'date', value: (l) => l.paidOn },
          { header: 'Importo (€)', kind: 'euro', value: (l) => l.amountCents },
          { header: 'Causale', kind: 'text', value: (l) => l.description },
          { header: 'Riferimento', kind: 'text', value: (l) => l.reference },
          { header: 'Avviso', kind: 'text', value: (l) => (l.number ? `${l.number}/${l.year}` : null) },
          { header: 'Colonna', kind: 'text', value: (l) => l.column },
          { header: 'Motivo', kind: 'text', value: (l) => l.reason },
        ],
      },
      format,
    );
  const table = readDelimitedText(file.firstLine);
  const header = 'records' in table ? (table.records[0]?.cells ?? []) : [];
  const state = BANK_FILE_STATES[file.state]!;
  const refused = Object.keys(problems.errors).length > 0;
  return feesPage(visit, file.fileName, bankFileView({ visit, file, header, list, lines, problems }), {
    path: [
      { label: 'Versamenti', href: feesLinks.payments() },
      { label: 'File della banca', href: feesLinks.bankFiles() },
    ],
    heading: { status: statusTag(state.kind, state.label), eyebrow: 'File della banca' },
    wide: true,
    ...(refused ? { status: problems.status, refused: true } : {}),
  });
}

export const map = (visit: Visit): Promise<Answer> =>
  submit(
    visit,
    MAPPING,
    async (mapping) => {
      await mapBankFile(visit, { fileId: idOf(visit), mapping });
      return redirect(
        feesLinks.bankFile(idOf(visit)),
        'L’abbinamento è stato provato di nuovo con le colonne indicate.',
      );
    },
    (problems) => show(visit, problems),
  );

export const apply = (visit: Visit): Promise<Answer> =>
  submit(
    visit,
    APPLY,
    async (input) => {
      const fileId = idOf(visit);
      const { applied, totalCents } = await applyBankFile(visit, {
        fileId,
        digest: input.prova,
        channel: input.canale,
        withExcess: input.eccedenze,
      });
      return redirect(
        feesLinks.bankFile(fileId),
        `Sono registrati ${formatInteger(applied)} versamenti per ${formatEuro(totalCents)}.`,
      );
    },
    (problems) => show(visit, problems),
  );

export async function discard(visit: Visit): Promise<Answer> {
  await discardBankFile(visit, { fileId: idOf(visit) });
  return redirect(feesLinks.bankFiles(), 'Il file è accantonato: non è stato registrato nulla.');
}
