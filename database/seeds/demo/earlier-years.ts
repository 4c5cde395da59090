import {
  assessAndNotice,
  decideClosing,
  listNotices,
  prepareClosing,
  reconcilePaidNotices,
  recordPayment,
} from '#fees';
import {
  approveTemplate,
  draftTemplate,
  type EarlierAdhesion,
  openConvention,
  recordEarlierAdhesions,
} from '#membership';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { approveTariff, draftTariff, STANDARD_PARAMETERS, standardTariff } from '#tariffs';
import { DEMO_ARTICLES } from './convention-text.ts';
import { acting, MANAGER, OFFICER, YEAR } from './fees.ts';

const [FIRST, SECOND] = [YEAR - 2, YEAR - 1];
const PIONEERS = 6;

/**
 * The two years of the trial that came before the convention, with a few comuni: the first is closed, with a balance
 * that was carried over and paid later; the closing of the second waits for the manager. All acts are invented.
 */
export async function seedEarlierYears(call: Call, slug: string): Promise<void> {
  if (slug !== 'brescia-demo') return;
  const conventionId = await trialConvention(call);
  await tariffOf(call, conventionId);
  for (const year of [FIRST, SECOND])
    await assessAndNotice(
      {
        drafter: acting(call, OFFICER, `${year}-03-05`),
        approver: acting(call, MANAGER, `${year}-03-07`),
        notifier: acting(call, OFFICER, `${year}-03-11`),
      },
      { conventionId, year },
    );
  await closeFirst(call);
  await prepareSecond(call);
}

async function trialConvention(call: Call): Promise<string> {
  const { templateId } = await draftTemplate(acting(call, MANAGER, `${FIRST - 1}-06-12`), {
    code: 'convenzione-sperimentale',
    title: 'Convenzione sperimentale per i servizi ICT',
    articles: DEMO_ARTICLES,
  });
  await approveTemplate(acting(call, MANAGER, `${FIRST - 1}-09-14`), {
    templateId,
    act: `Decisione del tavolo strategico n. 2/${FIRST - 1} (dimostrativa)`,
    on: `${FIRST - 1}-09-12`,
  });
  const { conventionId } = await openConvention(acting(call, MANAGER, `${FIRST - 1}-10-10`), {
    templateId,
    title: `Convenzione sperimentale ${FIRST}–${SECOND}`,
    validFrom: `${FIRST}-01-01`,
    validTo: `${SECOND}-12-31`,
    feeModel: 'BASE_PLUS_SURCHARGE',
    listPriceAllowed: false,
    compulsory: false,
    withdrawalNoticeDays: 90,
    coversFundamentalFunctions: true,
    executiveReading: 'INITIAL_DAY_EXCLUDED',
    approvedAct: `Decreto dell’ente gestore n. 97/${FIRST - 1} (dimostrativo)`,
    approvedOn: `${FIRST - 1}-10-06`,
  });
  const { rows } = await sql<{ code: string }>`
    select b.ipa_code as code from membership.membership_term m join directory.body_card b on b.centre_id = m.centre_id and b.body_id = m.body_id
    where m.centre_id = ${call.centreId} and m.kind = 'DIRECT' and b.category = 'COMUNE' and b.ipa_code is not null
    order by b.name, b.body_id limit ${PIONEERS}`.execute(call.db);
  await recordEarlierAdhesions(acting(call, OFFICER, `${FIRST}-01-15`), {
    conventionId,
    adhesions: rows.map(({ code }, index) => adhesion(code, index)),
  });
  return conventionId;
}

const adhesion = (bodyCode: string, index: number): EarlierAdhesion => ({
  line: index + 1,
  bodyCode,
  viaCode: null,
  from: `${FIRST}-01-01`,
  act: {
    organ: 'CONSIGLIO',
    number: String(31 + index),
    resolvedOn: `${FIRST - 1}-11-${String(14 + index)}`,
    publicationStart: `${FIRST - 1}-11-${String(18 + index)}`,
    immediatelyExecutable: true,
    certifiedExecutiveFrom: null,
    signatory: 'Il sindaco',
    boardRepresentative: 'L’assessore delegato',
    signatureKind: 'DIGITAL',
  },
  signedOn: `${FIRST - 1}-12-18`,
});

async function tariffOf(call: Call, conventionId: string): Promise<void> {
  const { tariffId } = await draftTariff(acting(call, OFFICER, `${FIRST - 1}-10-12`), {
    conventionId,
    code: 'quota-sperimentale',
    title: 'Quota della sperimentazione',
    validFrom: `${FIRST}-01-01`,
    validTo: `${SECOND}-12-31`,
    vatTreatment: 'OUT_OF_SCOPE',
    parameters: STANDARD_PARAMETERS,
    definition: standardTariff(),
  });
  await approveTariff(acting(call, MANAGER, `${FIRST - 1}-10-20`), {
    tariffId,
    decision: `Decisione n. 3/${FIRST - 1} – Tavolo strategico (dimostrativa)`,
    decidedOn: `${FIRST - 1}-10-18`,
    warningsAccepted: true,
  });
}

/** All pay, but the last one only half; the rest is carried over and comes in March of the year after. */
async function closeFirst(call: Call): Promise<void> {
  const notices = await noticesOf(call, FIRST);
  const half = Math.floor(notices.at(-1)!.totalCents / 2);
  for (const notice of notices)
    await pay(call, notice.id, notice === notices.at(-1) ? half : notice.totalCents, `${FIRST}-05-20`);
  const officer = acting(call, OFFICER, `${SECOND}-02-10`);
  await reconcilePaidNotices(officer, { year: FIRST });
  const { closingId } = await prepareClosing(officer, {
    year: FIRST,
    openReason: 'Rata concordata con l’ente, attesa entro marzo',
  });
  await decideClosing(acting(call, MANAGER, `${SECOND}-02-14`), { closingId, approve: true });
  await pay(call, notices.at(-1)!.id, notices.at(-1)!.totalCents - half, `${SECOND}-03-18`);
}

async function prepareSecond(call: Call): Promise<void> {
  for (const notice of await noticesOf(call, SECOND))
    await pay(call, notice.id, notice.totalCents, `${SECOND}-05-22`);
  const officer = acting(call, OFFICER, `${YEAR}-11-17`);
  await reconcilePaidNotices(officer, { year: SECOND });
  await prepareClosing(officer, { year: SECOND });
}

async function noticesOf(call: Call, year: number) {
  const { rows } = await listNotices(
    acting(call, OFFICER, `${year}-05-20`),
    { feeYear: year },
    { sort: 'numero', direction: 'asc', size: PIONEERS, offset: 0 },
  );
  return rows;
}

const pay = (call: Call, noticeId: string, amountCents: number, day: string) =>
  recordPayment(acting(call, OFFICER, day), { noticeId, paidOn: day, amountCents, channel: 'GIROFONDI' });
