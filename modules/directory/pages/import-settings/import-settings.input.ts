import { z } from 'zod';
import { InvalidInput } from '#platform/errors';
import { oneOf, optionalDate, optionalText } from '#platform/forms/inputs';
import type { Visit } from '#platform/http/visit';
import type { DryRunSettings } from '../../commands/request-import-job.ts';
import type { RegisterKindName } from '../../rules/register-files/register-kind.ts';
import { REGISTER_KINDS } from '../../rules/register-files/register-kinds.ts';
import { provinceOf, REGIONS } from '../../rules/register-import/provinces.ts';
import { readCodeList, type Territory } from '../../rules/register-import/territory.ts';

const KINDS = Object.keys(REGISTER_KINDS) as [RegisterKindName, ...RegisterKindName[]];
const SCOPES = ['all', 'known', 'region', 'provinces', 'list'] as const;

export const importSettings = z.object({
  registro: oneOf(KINDS, 'Scegliere il registro.'),
  territorio: oneOf(SCOPES, 'Scegliere il territorio.'),
  regione: z.string(),
  province: z.string().trim().max(500, 'Sono troppe province.'),
  codici: z.string().trim().max(100_000, 'L’elenco è troppo lungo.'),
  data: optionalDate(),
  decorrenza: optionalDate(),
  fonte: optionalText(200),
  oggetto: optionalText(100),
  nota: optionalText(300),
});

/**
 * The settings of the form as the dry run wants them: options, and the columns chosen by hand (`colonna-<field>`).
 * @throws InvalidInput
 */
export function settingsOf(
  input: z.output<typeof importSettings>,
  visit: Pick<Visit, 'form'>,
): DryRunSettings {
  return {
    kind: input.registro,
    mapping: mappingOf(input.registro, visit.form),
    options: {
      territory: territoryOf(input),
      referenceDate: input.data,
      effectiveOn: input.decorrenza,
      source: input.fonte ?? '',
      topologyObject: input.oggetto,
      note: input.nota ?? '',
    },
  };
}

function mappingOf(
  kind: RegisterKindName,
  form: Readonly<Record<string, string>>,
): Record<string, number | null> {
  const mapping: Record<string, number | null> = {};
  for (const { field } of REGISTER_KINDS[kind].columns) {
    const chosen = form[`colonna-${field}`];
    if (chosen === undefined) continue;
    mapping[field] = /^\d{1,4}$/.test(chosen) ? Number(chosen) : null;
  }
  return mapping;
}

function territoryOf(input: z.output<typeof importSettings>): Territory {
  switch (input.territorio) {
    case 'region':
      if (!REGIONS.includes(input.regione)) throw new InvalidInput({ regione: 'Scegliere la regione.' });
      return { scope: 'region', region: input.regione };
    case 'provinces':
      return { scope: 'provinces', provinces: provincesOf(input.province) };
    case 'list':
      return { scope: 'list', codes: codesOf(input.codici) };
    default:
      return { scope: input.territorio };
  }
}

function provincesOf(text: string): string[] {
  const written = text
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter(Boolean);
  const wrong = written.filter((abbreviation) => !provinceOf(abbreviation));
  if (wrong.length > 0)
    throw new InvalidInput({ province: `Sigle non riconosciute: ${wrong.slice(0, 10).join(', ')}.` });
  if (written.length === 0)
    throw new InvalidInput({ province: 'Indicare almeno la sigla di una provincia, per esempio BS.' });
  return [...new Set(written)];
}

function codesOf(text: string): string[] {
  const { codes, wrong } = readCodeList(text);
  if (wrong.length > 0)
    throw new InvalidInput({ codici: `Codici non riconosciuti: ${wrong.slice(0, 10).join(', ')}.` });
  if (codes.length === 0) throw new InvalidInput({ codici: 'Indicare almeno un codice ISTAT o IPA.' });
  return codes;
}
