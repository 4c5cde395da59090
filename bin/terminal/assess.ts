import pino from 'pino';
import { startAssessmentRun } from '#fees';
import type { Call } from '#platform/call';
import { systemClock } from '#platform/clock';
import { sql } from '#platform/database/pool';
import { findRun, type JobRun } from '#platform/jobs/run';
import { formatInteger } from '#platform/money';
import { openApplication } from '../../modules/application.ts';
import { Refused, WrongUse } from './exit.ts';
import { type Installation, withInstallation } from './installation.ts';
import { meter } from './progress.ts';

const LOOK_EVERY_MS = 300;

interface Options {
  year: string;
  centre?: string;
  convention?: string;
  follow: boolean;
}

/** Starts the assessment of a year and follows it. */
export async function run(options: Options): Promise<void> {
  const year = Number(options.year);
  if (!Number.isInteger(year) || year < 1990 || year > 2199)
    throw new WrongUse(`L’anno «${options.year}» non è valido.`);
  await withInstallation(async (installation) => {
    const call = await installation.call(options.centre);
    const conventionId = options.convention ?? (await onlyConvention(call, year));
    const { runId, jobRunId } = await startAssessmentRun(call, { conventionId, year });
    if (!options.follow) {
      console.log(`Accertamento avviato: ${installation.config.publicUrl}/lavori/${jobRunId}`);
      return;
    }
    const job = await follow(installation, call, jobRunId);
    if (job.state !== 'DONE') throw new Refused(job.message ?? 'Il lavoro non è terminato.');
    for (const [label, value] of Object.entries(job.report ?? {})) console.log(`${label}: ${shown(value)}`);
    console.log(`L’accertamento ${runId} attende l’approvazione di una persona diversa da chi l’ha avviato.`);
  });
}

/** The same job as anybody's: this process lends a hand to the queue and looks at the run until it is over. */
async function follow(installation: Installation, call: Call, jobRunId: string): Promise<JobRun> {
  const { config, database } = installation;
  const application = await openApplication({
    config: { ...config, workerConcurrency: 1 },
    database,
    clock: systemClock,
    log: pino({ level: 'silent' }),
  });
  const worker = await application.startWorker();
  const progress = meter();
  try {
    for (;;) {
      const job = await findRun(call.db, call.centreId, jobRunId);
      if (!job) throw new Refused('Il lavoro non esiste più.');
      progress.show(job.done, job.total, job.label);
      if (job.state !== 'QUEUED' && job.state !== 'RUNNING') return job;
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  } finally {
    progress.end();
    await worker.stop();
    await application.server.close();
  }
}

async function onlyConvention(call: Call, year: number): Promise<string> {
  const { rows } = await sql<{ id: string; title: string }>`
    select convention_id as id, title from membership.convention_card
    where centre_id = ${call.centreId} and valid_from <= ${`${year}-12-31`} and valid_to >= ${`${year}-01-01`}
      and fee_model in ('BASE_PLUS_SURCHARGE', 'ALL_INCLUSIVE') order by valid_from`.execute(call.db);
  if (rows.length === 1) return rows[0]!.id;
  if (rows.length === 0) throw new Refused(`Nel ${year} non vale alcuna convenzione con quota.`);
  throw new WrongUse(
    `Indicare la convenzione con --convention:\n${rows.map((c) => `  ${c.id}  ${c.title}`).join('\n')}`,
  );
}

const shown = (value: unknown): string => (typeof value === 'number' ? formatInteger(value) : String(value));
