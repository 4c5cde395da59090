import { ipaCode, istatCode } from './cell-cleaners.ts';
import { say } from './messages.it.ts';
import { column } from './register-kind.ts';
import type { RegisterRow } from './register-row.ts';

/** How a row says of which body it speaks: by code, never by name. */
export interface BodyReference {
  istatCode: string | null;
  ipaCode: string | null;
}

/** Columns that name a body; the name is recognised only to tell the register from others. */
export const BODY_REFERENCE_COLUMNS = [
  column('istatCode', 'codice ISTAT del comune', [
    'codice_istat',
    'Codice Comune formato alfanumerico',
    'codice_comune_istat',
    'PRO_COM_T',
    'Codice comune',
    'codice_istat_comune',
    'istat',
  ]),
  column('ipaCode', 'codice IPA', ['codice_ipa', 'cod_amm', 'ipa']),
  column('bodyName', 'nome (solo per riscontro)', [
    'comune',
    'denominazione',
    'ente',
    'Denominazione in italiano',
  ]),
];

/** Reads the codes of the body; a row with neither is refused. */
export function readBodyReference(row: RegisterRow): BodyReference {
  const reference = {
    istatCode: row.optional('istatCode', istatCode),
    ipaCode: row.optional('ipaCode', ipaCode),
  };
  if (row.text('istatCode') === null && row.text('ipaCode') === null) {
    row.refuse('istatCode', say.missingOneOf(['codice ISTAT', 'codice IPA']));
  }
  return reference;
}

/** "del comune 015146", "dell'ente c_f205": for a sentence. */
export function describeBody({ istatCode: istat, ipaCode: ipa }: BodyReference): string {
  return istat === null ? `dell'ente ${ipa}` : `del comune ${istat}`;
}
