import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { approveTariff, draftTariff, STANDARD_PARAMETERS, standardTariff } from '#tariffs';

/**
 * The tariff of the demonstration convention, approved (the standard formula by slabs), and a proposal by bands for
 * the year to come, with its notches. The discounts are the default of the rule book: no centre publishes its own.
 */
export async function seedTariffs(call: Call): Promise<void> {
  const { rows } = await sql<{ id: string; from: string }>`
    select convention_id as id, valid_from as "from" from membership.convention_card
    where centre_id = ${call.centreId} order by valid_from desc, convention_id limit 1`.execute(call.db);
  const convention = rows[0];
  if (!convention) return;
  const common = {
    conventionId: convention.id,
    code: 'quota-adesione',
    validTo: null,
    vatTreatment: 'OUT_OF_SCOPE',
  };
  const { tariffId } = await draftTariff(call, {
    ...common,
    title: 'Quota di adesione',
    validFrom: convention.from,
    parameters: STANDARD_PARAMETERS,
    definition: standardTariff(),
  });
  await approveTariff(call, {
    tariffId,
    decision: 'Decisione n. 4 – Tavolo strategico',
    decidedOn: '2025-10-15',
    warningsAccepted: true,
  });
  const bands = { ...STANDARD_PARAMETERS, method: 'BAND' as const };
  await draftTariff(call, {
    ...common,
    title: 'Quota di adesione, proposta per fasce',
    validFrom: `${Number(call.today.slice(0, 4)) + 1}-01-01`,
    parameters: bands,
    definition: standardTariff(bands),
  });
}
