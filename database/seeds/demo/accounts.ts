import { invitePerson, openAccount } from '#access';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';

/** The password of every demonstration sign-in. */
export const DEMO_PASSWORD = 'broletto-dimostrazione';

interface DemoAccount {
  centre: 'brescia-demo' | 'lago-demo';
  email: string;
  name: string;
  role: string;
  /** IPA code of the body, for the roles that have one. */
  body?: string;
}

/** One invented person for each role. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { centre: 'brescia-demo', email: 'responsabile@demo.example', name: 'Ada Responsabili', role: 'CM' },
  { centre: 'brescia-demo', email: 'progetti@demo.example', name: 'Bruno Progetti', role: 'PM' },
  { centre: 'brescia-demo', email: 'amministrazione@demo.example', name: 'Carla Conti', role: 'AO' },
  { centre: 'brescia-demo', email: 'assistenza@demo.example', name: 'Dario Assistenza', role: 'SO' },
  { centre: 'brescia-demo', email: 'presidente@demo.example', name: 'Elena Presidenti', role: 'CH' },
  {
    centre: 'brescia-demo',
    email: 'assessore@demo.example',
    name: 'Franco Assessori',
    role: 'PD',
    body: 'c_a034',
  },
  { centre: 'brescia-demo', email: 'rtd@demo.example', name: 'Gina Transizione', role: 'TC', body: 'c_a034' },
  { centre: 'brescia-demo', email: 'sindaco@demo.example', name: 'Ugo Sindaci', role: 'LR', body: 'c_a034' },
  {
    centre: 'brescia-demo',
    email: 'servizi@demo.example',
    name: 'Irene Servizi',
    role: 'SC',
    body: 'c_a034',
  },
  { centre: 'brescia-demo', email: 'unione@demo.example', name: 'Lino Unioni', role: 'UO', body: 'udcv_' },
  { centre: 'brescia-demo', email: 'concessionario@demo.example', name: 'Mara Gestori', role: 'OP' },
  { centre: 'brescia-demo', email: 'revisore@demo.example', name: 'Nino Revisori', role: 'AU' },
  { centre: 'lago-demo', email: 'responsabile@lago-demo.example', name: 'Olga Laghi', role: 'CM' },
  { centre: 'lago-demo', email: 'amministrazione@lago-demo.example', name: 'Pia Laghi', role: 'AO' },
];

export async function seedAccounts(call: Call, slug: string): Promise<void> {
  for (const account of DEMO_ACCOUNTS.filter((a) => a.centre === slug)) {
    const bodyId = account.body ? await bodyNamed(call, account.body) : null;
    await openAccount(call, {
      email: account.email,
      name: account.name,
      password: DEMO_PASSWORD,
      role: account.role,
      bodyId,
      demonstration: true,
    });
  }
  if (slug === 'brescia-demo')
    await invitePerson(call, {
      email: 'invitata@demo.example',
      name: 'Rita Invitata',
      role: 'TC',
      bodyId: await bodyNamed(call, 'udcv_'),
    });
}

async function bodyNamed(call: Call, ipaCode: string): Promise<string> {
  const { rows } = await sql<{
    body_id: string;
  }>`select body_id from directory.body_card where centre_id = ${call.centreId} and lower(ipa_code) = lower(${ipaCode})`.execute(
    call.db,
  );
  if (!rows[0]) throw new Error(`The demonstration has no body ${ipaCode}.`);
  return rows[0].body_id;
}
