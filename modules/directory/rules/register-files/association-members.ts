import { associationId } from './associations.ts';
import { istatCode } from './cell-cleaners.ts';
import { say } from './messages.it.ts';
import { calendarDay } from './number-and-date-cleaners.ts';
import { column, type RegisterKind } from './register-kind.ts';
import { RegisterRow } from './register-row.ts';

/** A comune in an association, for a time. */
export interface AssociationMember {
  associationId: string;
  /** As in the file, for a person to check; never a key. */
  municipalityName: string | null;
  /** Code of the comune at the time of the membership: with it, not with the successor's, the row is unique. */
  historicalIstatCode: string;
  /** Current code: the successor's, if the comune ceased. */
  istatCode: string;
  ceased: boolean;
  /** ISO dates; null = unknown (from), still a member or unknown (to). */
  from: string | null;
  to: string | null;
}

/** Dated members of associations of comuni. */
export const associationMembers: RegisterKind<AssociationMember> = {
  kind: 'association-members',
  label: 'Comuni membri di unioni, comunità montane e consorzi',
  columns: [
    column('associationId', "identificativo dell'associazione", ['associazione_id', 'id_associazione'], {
      required: true,
    }),
    column('municipalityName', 'comune (solo per riscontro)', ['comune', 'denominazione_comune']),
    column('historicalIstatCode', 'codice ISTAT del tempo', ['codice_istat_storico']),
    column(
      'istatCode',
      'codice ISTAT attuale',
      ['codice_istat', 'codice_istat_attuale', 'codice_comune_istat'],
      {
        required: true,
      },
    ),
    column('municipalityState', 'stato del comune', ['stato_comune']),
    column('from', 'membro dal', ['dal', 'data_inizio', 'data_ingresso']),
    column('to', 'membro fino al', ['al', 'data_fine', 'data_uscita']),
  ],
  atLeastOneOf: [],
  keyOf: (member) =>
    `${member.associationId.toLowerCase()} ${member.historicalIstatCode} ${member.from ?? 'da sempre'}`,
  describeKey: (member) =>
    `Il comune ${member.historicalIstatCode} nell'associazione ${member.associationId} dalla stessa data`,
  readRow(cells, context) {
    const row = new RegisterRow(cells, context);
    const current = row.required('istatCode', istatCode);
    const historical = row.optional('historicalIstatCode', istatCode) ?? current;
    const from = row.optional('from', calendarDay);
    const to = row.optional('to', calendarDay);
    if (from !== null && to !== null && to < from) row.refuse('to', say.endBeforeStart(from));
    return row.finish({
      associationId: row.required('associationId', associationId),
      municipalityName: row.name('municipalityName'),
      historicalIstatCode: historical,
      istatCode: current,
      ceased: row.text('municipalityState')?.toLowerCase() === 'cessato',
      from,
      to,
    });
  },
};
