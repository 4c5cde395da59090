import {
  announceWithdrawal,
  approveTemplate,
  checkApplication,
  declareAdhesion,
  draftApplication,
  draftNextVersion,
  draftTemplate,
  type EarlierAdhesion,
  markToRegularise,
  membersOn,
  moveApplications,
  notifyWithdrawal,
  openConvention,
  recordEarlierAdhesions,
  recordResolution,
  recordSignature,
  recordWithdrawalResolution,
  rejectApplication,
  requestIntegration,
  startNotice,
  submitApplication,
  withdrawApplication,
} from '#membership';
import { addDays, romeDate, startOfRomeDay } from '#platform/calendar';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { DEMO_ARTICLES } from './convention-text.ts';
import { readDemoFile } from './seed.ts';

const FROM = '2026-01-01';
const TO = '2036-12-31';
/** Associations that adhere also for their comuni, in each centre. */
const WHOLE: Readonly<Record<string, readonly string[]>> = {
  'brescia-demo': ['udcv_', 'cm_sebin'],
  'lago-demo': [],
};
const DIRECT: Readonly<Record<string, number>> = { 'brescia-demo': 134, 'lago-demo': 6 };

/** The same call on another day, at ten in the morning. */
function onDay(call: Call, day: string, hour = 10): Call {
  const now = new Date(startOfRomeDay(day).getTime() + hour * 3_600_000);
  return { ...call, now, today: romeDate(now) };
}

/** A convention in force, its members, and applications in every state. All acts are invented. */
export async function seedMemberships(call: Call, slug: string): Promise<void> {
  const { conventionId, templateId } = await convention(call);
  const bodies = await bodiesOf(call);
  const adhesions = adhesionsOf(slug, [...bodies.values()]);
  await recordEarlierAdhesions(onDay(call, '2026-03-02'), { conventionId, adhesions });
  if (slug !== 'brescia-demo') return;
  const taken = new Set(adhesions.map((a) => a.bodyCode));
  const free = [...bodies.values()].filter((b) => b.category === 'COMUNE' && !taken.has(b.code));
  await draftNextVersion(onDay(call, addDays(call.today, -12)), { templateId });
  await applications(
    call,
    { conventionId, templateId },
    free.map((b) => b.id),
  );
  await departures(call, bodies);
}

async function convention(call: Call): Promise<{ conventionId: string; templateId: string }> {
  const { templateId } = await draftTemplate(onDay(call, '2025-09-08'), {
    code: 'convenzione-ict',
    title: 'Convenzione per la gestione associata dei servizi ICT',
    articles: DEMO_ARTICLES,
  });
  await approveTemplate(onDay(call, '2025-10-06'), {
    templateId,
    act: 'Decisione del tavolo strategico n. 4/2025 (dimostrativa)',
    on: '2025-10-02',
  });
  const { conventionId } = await openConvention(onDay(call, '2025-10-20'), {
    templateId,
    title: 'Convenzione 2026–2036',
    validFrom: FROM,
    validTo: TO,
    feeModel: 'BASE_PLUS_SURCHARGE',
    listPriceAllowed: true,
    compulsory: false,
    withdrawalNoticeDays: 90,
    coversFundamentalFunctions: true,
    executiveReading: 'INITIAL_DAY_EXCLUDED',
    approvedAct: 'Decreto dell’ente gestore n. 118/2025 (dimostrativo)',
    approvedOn: '2025-10-16',
  });
  return { conventionId, templateId };
}

interface DemoBody {
  id: string;
  code: string;
  name: string;
  category: string;
}

async function bodiesOf(call: Call): Promise<Map<string, DemoBody>> {
  const { rows } =
    await sql<DemoBody>`select body_id as id, ipa_code as code, name, category from directory.body_card
    where centre_id = ${call.centreId} and ceased_on is null and ipa_code is not null order by name, body_id`.execute(
      call.db,
    );
  return new Map(rows.map((body) => [body.code, body]));
}

/** Direct adhesions of comuni and of associations, and the derived ones through the latter. */
function adhesionsOf(slug: string, bodies: readonly DemoBody[]): EarlierAdhesion[] {
  const comuneOfIstat = new Map(readDemoFile('comuni.csv').map((c) => [c.codice_istat!, c.codice_ipa!]));
  const associations = readDemoFile('associazioni.csv').filter((a) => WHOLE[slug]!.includes(a.codice_ipa!));
  const via = new Map(
    associations.flatMap((a) =>
      a.comuni!.split(' ').map((istat) => [comuneOfIstat.get(istat)!, a.codice_ipa!]),
    ),
  );
  const comuni = bodies.filter((b) => b.category === 'COMUNE' && !via.has(b.code));
  const direct = comuni.filter((_, index) => index % 7 !== 5).slice(0, DIRECT[slug]);
  const groups = bodies.filter((b) => WHOLE[slug]!.includes(b.code) || b.code === 'cm_vatro');
  return [
    ...[...direct, ...groups].map((body, index) => ownAdhesion(body, index)),
    ...[...via].map(
      ([code, viaCode], index): EarlierAdhesion => ({
        line: index + 500,
        bodyCode: code,
        viaCode,
        from: '2026-01-15',
        act: null,
        signedOn: null,
      }),
    ),
  ];
}

/** An invented resolution of autumn 2025; one in ten joined in the course of the first months of 2026. */
function ownAdhesion(body: DemoBody, index: number): EarlierAdhesion {
  const late = index % 10 === 9;
  const resolvedOn = addDays('2025-11-03', index % 28);
  return {
    line: index + 1,
    bodyCode: body.code,
    viaCode: null,
    from: late ? addDays('2026-01-20', index % 40) : FROM,
    act: {
      organ: body.category === 'COMUNE' ? 'CONSIGLIO' : 'ASSEMBLEA',
      number: String(20 + (index % 37)),
      resolvedOn,
      publicationStart: addDays(resolvedOn, 4),
      immediatelyExecutable: index % 3 === 0,
      certifiedExecutiveFrom: null,
      signatory: body.category === 'COMUNE' ? 'Il sindaco' : 'Il presidente',
      boardRepresentative: 'L’assessore delegato',
      signatureKind: 'DIGITAL',
    },
    signedOn: addDays('2025-12-15', index % 15),
  };
}

/** One application for each state, and some more on the way. */
async function applications(
  call: Call,
  to: { conventionId: string; templateId: string },
  bodies: readonly string[],
): Promise<void> {
  const ago = (days: number, hour?: number): Call => onDay(call, addDays(call.today, -days), hour);
  let next = 0;
  const draft = async (days: number): Promise<string> =>
    (
      await draftApplication(ago(days), {
        bodyId: bodies[next++]!,
        conventionId: to.conventionId,
        listedBodyIds: [],
        wantedFrom: null,
      })
    ).applicationId;
  const submitted = async (days: number): Promise<string> => {
    const applicationId = await draft(days);
    await submitApplication(ago(days, 11), { applicationId });
    return applicationId;
  };
  const checked = async (days: number): Promise<string> => {
    const applicationId = await submitted(days);
    await checkApplication(ago(days - 2), { applicationId });
    return applicationId;
  };
  const resolved = async (days: number, published: number): Promise<string> => {
    const applicationId = await checked(days);
    await recordResolution(ago(published - 1), {
      applicationId,
      ...to,
      organ: 'CONSIGLIO',
      number: String(30 + next),
      resolvedOn: addDays(call.today, -published - 3),
      publicationStart: addDays(call.today, -published),
      immediatelyExecutable: false,
      certifiedExecutiveFrom: null,
      signatory: 'Il sindaco',
      boardRepresentative: 'L’assessore delegato',
      statute: null,
    });
    return applicationId;
  };
  const sign = (
    applicationId: string,
    days: number,
    side: 'MEMBER' | 'CENTRE',
    effectiveFrom: string | null,
  ) =>
    recordSignature(ago(days, side === 'MEMBER' ? 10 : 12), {
      applicationId,
      side,
      signer: side === 'MEMBER' ? 'Il sindaco' : 'Il dirigente dell’ente gestore',
      kind: 'DIGITAL',
      signedOn: addDays(call.today, -days),
      certificateSerial: null,
      validAtDate: true,
      certificateRevoked: false,
      effectiveFrom,
    });

  await draft(1);
  await declareAdhesion(ago(20), {
    applicationId: await draft(21),
    organ: 'CONSIGLIO',
    declaredFor: addDays(call.today, 25),
  });
  await declareAdhesion(ago(150), {
    applicationId: await draft(151),
    organ: 'CONSIGLIO',
    declaredFor: addDays(call.today, -120),
  });
  await submitted(2);
  await submitted(4);
  await requestIntegration(ago(6), {
    applicationId: await submitted(9),
    request: 'Allegare l’atto di nomina del legale rappresentante e indicare il referente tecnico.',
  });
  await checked(16);
  await checked(30);
  await resolved(40, 5);
  await resolved(45, 20);
  const halfSigned = await resolved(60, 30);
  await sign(halfSigned, 4, 'MEMBER', null);
  const scanned = await resolved(58, 28);
  await recordSignature(ago(7), {
    applicationId: scanned,
    side: 'MEMBER',
    signer: 'Il sindaco',
    kind: 'SCANNED',
    signedOn: addDays(call.today, -7),
    certificateSerial: null,
    validAtDate: true,
    certificateRevoked: false,
    effectiveFrom: null,
  });
  const future = await resolved(70, 45);
  await sign(future, 10, 'MEMBER', null);
  await sign(future, 9, 'CENTRE', addDays(call.today, 30));
  const inForce = await resolved(120, 90);
  await sign(inForce, 60, 'MEMBER', null);
  await sign(inForce, 58, 'CENTRE', null);
  await rejectApplication(ago(33), {
    applicationId: await submitted(36),
    reason: 'La domanda è firmata da chi non risulta legale rappresentante dell’ente.',
  });
  await withdrawApplication(ago(50), {
    applicationId: await submitted(52),
    reason: 'Il Consiglio ha rinviato la decisione al prossimo anno.',
  });
  await moveApplications(call);
}

/** One member in notice of withdrawal, one derived member to be regularised. */
async function departures(call: Call, bodies: ReadonlyMap<string, DemoBody>): Promise<void> {
  const codeOf = new Map([...bodies.values()].map((b) => [b.id, b]));
  // In an order of their own: the demonstration is the same each time that it is filled.
  const order = ({ bodyId }: { bodyId: string }) => codeOf.get(bodyId)?.code ?? '';
  const members = (await membersOn(call, call.today)).toSorted((one, other) =>
    order(one) < order(other) ? -1 : 1,
  );
  // Not the body of the demonstration's mayor, who must be able to do everything.
  const leaving = members.find(
    (m) =>
      m.kind === 'DIRECT' &&
      codeOf.get(m.bodyId)?.category === 'COMUNE' &&
      codeOf.get(m.bodyId)?.code !== 'c_a034',
  );
  const derived = members.find((m) => m.kind === 'DERIVED' && codeOf.get(m.viaBodyId!)?.code === 'cm_sebin');
  if (leaving) await withdraw(call, leaving.membershipId);
  if (derived)
    await markToRegularise(onDay(call, addDays(call.today, -38)), {
      membershipId: derived.membershipId,
      on: addDays(call.today, -40),
    });
}

async function withdraw(call: Call, membershipId: string): Promise<void> {
  const on = (days: number) => onDay(call, addDays(call.today, -days));
  const { withdrawalId } = await announceWithdrawal(on(100), {
    membershipId,
    reason: 'Il comune intende gestire i servizi con la propria Unione.',
  });
  await recordWithdrawalResolution(on(80), {
    withdrawalId,
    organ: 'CONSIGLIO',
    number: '41',
    resolvedOn: addDays(call.today, -84),
    publicationStart: addDays(call.today, -82),
    immediatelyExecutable: true,
    certifiedExecutiveFrom: null,
  });
  await notifyWithdrawal(on(70), {
    withdrawalId,
    notifiedOn: addDays(call.today, -72),
    pec: 'protocollo@pec.comune.demo.example',
  });
  await startNotice(on(60), {
    withdrawalId,
    charges: [
      { description: 'Canone residuo del progetto «Rete unica», fino al 31/12/2027', amountCents: 124_000 },
    ],
    accepted: true,
  });
}
