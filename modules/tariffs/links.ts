const query = (values: Readonly<Record<string, string | number | undefined>>): string => {
  const text = new URLSearchParams(
    Object.entries(values).flatMap(([k, v]): [string, string][] => (v === undefined ? [] : [[k, String(v)]])),
  ).toString();
  return text ? `?${text}` : '';
};

/** Where a rule stands on the page of the rules: "1.2" → regola-1-2. */
export const ruleAnchor = (number: string): string => `regola-${number.replaceAll('.', '-')}`;

export const tariffLinks = {
  tariffs: () => '/tariffe',
  tariff: (tariffId: string) => `/tariffe/${tariffId}`,
  definition: (tariffId: string) => `/tariffe/${tariffId}/tariffa.json`,
  /** How much a body would pay, with the calculation line by line. */
  compute: (tariffId: string, values: Readonly<Record<string, string | number>> = {}) =>
    `/tariffe/${tariffId}/calcolo${query(values)}`,
  newFromFormula: () => '/tariffe/nuova',
  newFromRules: () => '/tariffe/nuova/regole',
  newFromJson: () => '/tariffe/nuova/json',
  edit: (tariffId: string) => `/tariffe/${tariffId}/modifica`,
  editJson: (tariffId: string) => `/tariffe/${tariffId}/modifica/json`,
  /** The rules of a proposal, one by one. */
  rules: (tariffId: string, number?: string) =>
    `/tariffe/${tariffId}/regole${number ? `#${ruleAnchor(number)}` : ''}`,
  rule: (tariffId: string, path: string) => `/tariffe/${tariffId}/regole/voce${query({ punto: path })}`,
  removeRule: (tariffId: string, path: string) =>
    `/tariffe/${tariffId}/regole/elimina${query({ punto: path })}`,
  rulesHead: (tariffId: string) => `/tariffe/${tariffId}/regole/dati`,
  copy: (tariffId: string) => `/tariffe/${tariffId}/copia`,
  withdraw: (tariffId: string) => `/tariffe/${tariffId}/ritiro`,
  confirmVat: (tariffId: string) => `/tariffe/${tariffId}/iva`,
  approve: (tariffId: string) => `/tariffe/${tariffId}/approvazione`,
  simulation: (values: { prima?: string; dopo?: string } = {}) => `/tariffe/simulazione${query(values)}`,
  jsonSchema: () => '/api/v1/schemas/tariff.json',
};
