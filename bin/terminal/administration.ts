import { openAccount } from '#access';
import { centreFinder, type NewCentre, openCentre } from '#centres';
import { sql } from '#platform/database/pool';
import { newId } from '#platform/ids';
import { formatInteger } from '#platform/money';
import { Refused, WrongUse } from './exit.ts';
import { withInstallation } from './installation.ts';
import { readPassword } from './password.ts';

const NO_CENTRE = '00000000-0000-0000-0000-000000000000';

interface CentreOptions {
  slug: string;
  name: string;
  shortName?: string;
  kind: 'CST' | 'CIT';
  model: NewCentre['model'];
  managingBody: string;
  email?: string;
  pec?: string;
}

/** Opens a centre. */
export async function createCentre(options: CentreOptions): Promise<void> {
  if (!/^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/.test(options.slug))
    throw new WrongUse(
      'La sigla ha al massimo 40 lettere minuscole, cifre o trattini, e non comincia né finisce con un trattino.',
    );
  await withInstallation(async ({ callFor, config }) => {
    const id = newId();
    await openCentre(callFor(id), {
      id,
      slug: options.slug,
      name: options.name,
      shortName: options.shortName ?? options.name,
      kind: options.kind,
      model: options.model,
      managingBody: options.managingBody,
      ...(options.email ? { email: options.email } : {}),
      ...(options.pec ? { certifiedEmail: options.pec } : {}),
    });
    console.log(`Centro creato: ${config.publicUrl}/centri/${options.slug}`);
  });
}

/** Opens the account of an administrator of the installation. */
export async function createAdministrator(options: {
  email: string;
  name: string;
  centre?: string;
}): Promise<void> {
  if (!/^[^\s@]+@[^\s@]+$/.test(options.email))
    throw new WrongUse(`L’indirizzo «${options.email}» non è valido.`);
  const password = await readPassword();
  await withInstallation(async ({ call, callFor, database }) => {
    const own = options.centre
      ? await call(options.centre)
      : { ...callFor(NO_CENTRE), db: database.installation };
    await openAccount(own, {
      email: options.email,
      name: options.name,
      password,
      role: options.centre ? 'CM' : null,
      bodyId: null,
      administrator: true,
    });
    console.log(`Amministratore creato: ${options.email}`);
  });
}

/** Walks the chains of the audit. */
export async function checkAudit(options: { centre?: string }): Promise<void> {
  await withInstallation(async ({ database, call }) => {
    const only = options.centre ? (await call(options.centre)).centreId : null;
    const centres = (await centreFinder(database).list()).filter((centre) => !only || centre.id === only);
    const chains = [
      ...centres.map((centre) => ({ name: centre.name, db: database.forCentre(centre.id) })),
      ...(only ? [] : [{ name: 'Installazione', db: database.installation }]),
    ];
    let broken = 0;
    for (const chain of chains) {
      const { rows } = await sql<{
        events: number;
        broken_at: number | null;
      }>`select * from platform.check_audit()`.execute(chain.db);
      const { events, broken_at } = rows[0]!;
      if (broken_at !== null) broken++;
      console.log(
        `${chain.name}: ${broken_at === null ? `${formatInteger(events)} eventi, catena integra` : `catena interrotta all’evento ${broken_at}`}`,
      );
    }
    if (broken > 0) throw new Refused('Il registro degli eventi è stato alterato.');
  });
}
