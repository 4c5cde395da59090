import type { DocumentRequest } from '#documents';
import { formatItalianDate } from '#platform/calendar';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import type { MemberInputs } from '../rules/assess-member.ts';
import type { FrozenTariff } from '../store/assessment-runs.ts';
import { readNotice } from './list-notices.ts';

interface RunFacts {
  convention: string;
  params: { howToPay?: unknown };
  tariff: FrozenTariff;
  populationOn: string;
  managingBody: string;
}

/** What the PDF of a notice is made from: the notice as it was issued, without later corrections and payments. */
export async function noticeDocument(
  call: Call,
  noticeId: string,
): Promise<DocumentRequest<'payment-notice'>> {
  const notice = await readNotice(call.db, call.centreId, noticeId, call.today);
  const { rows } = await sql<RunFacts>`
    select c.title as convention, c.params, r.tariff, r.population_on as "populationOn", k.managing_body as "managingBody"
    from fees.assessment_runs r
    join membership.convention_card c on c.centre_id = r.centre_id and c.convention_id = r.convention_id
    join centres.centre_card k on k.centre_id = r.centre_id
    where r.centre_id = ${call.centreId} and r.id = ${notice.runId}`.execute(call.db);
  const run = rows[0]!;
  const lines = notice.lines.filter((line) => line.kind === 'FEE');
  const read = await sql<{ id: string; inputs: MemberInputs }>`
    select id, inputs from fees.assessments where centre_id = ${call.centreId} and id = any(${lines.map((l) => l.assessmentId)}::uuid[])`.execute(
    call.db,
  );
  const inputs = new Map(read.rows.map((row) => [row.id, row.inputs]));
  const address = await sql<{ address: string | null; taxCode: string | null; domicile: string | null }>`
    select nullif(concat_ws(', ', address, nullif(concat_ws(' ', postal_code, town), '')), '') as address, tax_code as "taxCode", digital_domicile as domicile
    from directory.body_card where centre_id = ${call.centreId} and body_id = ${notice.payerId}`.execute(
    call.db,
  );
  const name = `n. ${notice.number}/${notice.year}`;
  return {
    template: 'payment-notice',
    title: `Avviso di versamento ${name}`,
    fileName: `avviso-${notice.number}-${notice.year}`,
    subject: 'payment-notice',
    subjectId: notice.id,
    data: {
      number: notice.number,
      year: notice.year,
      feeYear: notice.feeYear,
      issuedOn: notice.issuedOn,
      dueOn: notice.dueOn,
      payer: {
        name: notice.payerName,
        address: address.rows[0]?.address ?? null,
        // What the register did not know on the day of the notice may be known now; what it knew does not change.
        taxCode: notice.payerTaxCode ?? address.rows[0]?.taxCode ?? '',
        certifiedEmail: notice.payerDomicile ?? address.rows[0]?.domicile ?? '',
      },
      convention: { title: run.convention },
      tariff: {
        title: `${run.tariff.title}, versione ${run.tariff.version}`,
        decision: run.tariff.decision
          ? `${run.tariff.decision}${run.tariff.decidedOn ? ` del ${formatItalianDate(run.tariff.decidedOn)}` : ''}`
          : '',
      },
      lines: lines.map((line) => ({
        debtor: line.debtorName,
        description: line.description,
        inhabitants: inputs.get(line.assessmentId!)?.population?.value ?? null,
        enterprises: inputs.get(line.assessmentId!)?.enterprises?.value ?? null,
        netCents: line.netCents,
        vatCents: line.vatCents,
        vatTreatment: line.vatTreatment as FrozenTariff['vatTreatment'],
      })),
      totalCents: notice.balance.charged,
      howToPay: howToPay(run),
      paymentReason: `Avviso ${notice.number}/${notice.year} - quota di adesione ${notice.feeYear}`,
      figuresOn: run.populationOn,
    },
  };
}

/** As the convention says, or what holds for all: girofondi in tesoreria unica, no interest by default. [C22] */
function howToPay({ params, managingBody }: RunFacts): string[] {
  if (Array.isArray(params.howToPay) && params.howToPay.length > 0) return params.howToPay.map(String);
  return [
    `Gli enti soggetti al regime di tesoreria unica versano con girofondi; gli altri con bonifico al tesoriere di ${managingBody}.`,
    'Riportare nella causale il numero dell’avviso: il versamento è così abbinato senza ritardo.',
  ];
}
