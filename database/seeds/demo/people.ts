import { assignRole, associateFunction, delegateFunctions, proposeChange } from '#directory';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';

const NAMES = [
  'Anna',
  'Bruno',
  'Chiara',
  'Davide',
  'Elisa',
  'Fabio',
  'Giulia',
  'Ivo',
  'Laura',
  'Marco',
  'Nadia',
  'Paolo',
];
const SURNAMES = ['Esempi', 'Provini', 'Modelli', 'Campioni', 'Inventati', 'Fittizi', 'Mostri', 'Simulati'];

/** Invented people: an RTD for every third comune, in associated form in the comunità montane, and a mayor for some. */
export async function seedPeople(call: Call): Promise<void> {
  const { rows: comuni } = await sql<{ id: string; association: string | null }>`
    select b.body_id as id, (select m.association_id from directory.association_member m where m.centre_id = b.centre_id and m.municipality_id = b.body_id order by m.association_id limit 1) as association
    from directory.body_card b where b.centre_id = ${call.centreId} and b.category = 'COMUNE' order by b.istat_code`.execute(
    call.db,
  );
  const rtdOf = new Map<string, string>();
  for (const [index, comune] of comuni.entries()) {
    if (index % 3 !== 0) continue;
    const shared = comune.association ? rtdOf.get(comune.association) : undefined;
    const { personId } = await assignRole(call, comune.id, {
      person: shared ? { personId: shared } : invented(index),
      role: 'RTD',
      act: `Decreto dimostrativo n. ${index + 1}/2025`,
      from: '2025-03-01',
      to: null,
      associated: comune.association !== null,
      hostBodyId: comune.association,
    });
    if (comune.association && !shared) rtdOf.set(comune.association, personId);
    if (index % 9 === 0)
      await assignRole(call, comune.id, {
        person: invented(index + 5),
        role: 'LEGAL_REPRESENTATIVE',
        act: 'Proclamazione dimostrativa',
        from: '2024-06-15',
        to: null,
        associated: false,
        hostBodyId: null,
      });
  }
}

function invented(index: number) {
  const name = `${NAMES[index % NAMES.length]} ${SURNAMES[index % SURNAMES.length]}`;
  return { name, email: `${name.toLowerCase().replace(' ', '.')}${index}@demo.example`, phone: null };
}

/**
 * Two comuni of the Unione of the demonstration delegate it what it needs to act for them; a small comune of the plain
 * has its seat at the boards, and its ICT, through a neighbour.
 */
export async function seedDelegations(call: Call): Promise<void> {
  const { rows } = await sql<{ association: string; comune: string }>`
    select m.association_id as association, m.municipality_id as comune from directory.association_member m
    join directory.body_card b on b.centre_id = m.centre_id and b.body_id = m.association_id
    where m.centre_id = ${call.centreId} and b.ipa_code = 'udcv_' order by m.municipality_id limit 2`.execute(
    call.db,
  );
  const day = { from: '2025-03-01', to: null };
  for (const { association, comune } of rows)
    await delegateFunctions(call, {
      fromBodyId: comune,
      toBodyId: association,
      scopes: ['REQUEST_SERVICE', 'PAY_FEE', 'APPROVE_CONVENTION'],
      sourceAct: 'Delibera dimostrativa C.C. 12 del 03/02/2025',
      ...day,
    });
  const [small, neighbour] = [await bodyOf(call, 'c_a034'), await bodyOf(call, 'c_b450')];
  if (!small || !neighbour) return;
  const act = 'Convenzione dimostrativa del 10/02/2025';
  await delegateFunctions(call, {
    fromBodyId: small,
    toBodyId: neighbour,
    scopes: ['REPRESENT_AT_BOARD'],
    sourceAct: act,
    ...day,
  });
  await associateFunction(call, small, { function: 'ICT', associationId: neighbour, act, ...day });
  const proposed = {
    address: 'Via dell’Esempio 3',
    postal_code: '25010',
    town: 'Acquafredda',
    digital_domicile: 'protocollo@pec.ca034.demo.example',
    email: 'info@ca034.demo.example',
    website: null,
  };
  const contact = { ...call, actor: { ...call.actor, name: 'Gina Transizione' } };
  await proposeChange(contact, small, { kind: 'CONTACT', proposed }, 'Trasloco della sede (dimostrazione)');
}

async function bodyOf(call: Call, ipaCode: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select body_id as id from directory.body_card where centre_id = ${call.centreId} and lower(ipa_code) = ${ipaCode}`.execute(
    call.db,
  );
  return rows[0]?.id ?? null;
}
