import { type Html, type HtmlValue, html, htmlMemory } from '#platform/html';
import { type AttributeValue, attributes } from '#ui/attributes';
import { icon } from '#ui/icon';

/** What every field has. The label stands above the control; required is said in words. */
export interface FieldOptions {
  name: string;
  label: string;
  /** One sentence under the label: the format, where to find the datum. */
  hint?: HtmlValue;
  /** The Italian sentence that says what to correct. */
  error?: string;
  required?: boolean;
  disabled?: boolean;
  /** Only when the same name stands twice on a page. */
  id?: string;
  /** Visible width of the control, as long as the expected answer. */
  width?: FieldWidth;
  /** Label as large as a heading: for pages that ask one thing. */
  largeLabel?: boolean;
}

export type FieldWidth = 'short' | 'medium' | 'long' | 'full';

export interface TextFieldOptions extends FieldOptions {
  value?: string | number | null;
  type?: 'text' | 'email' | 'tel' | 'url' | 'search';
  autocomplete?: string;
  inputmode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'url' | 'search';
  maxlength?: number;
  placeholder?: string;
  readonly?: boolean;
  spellcheck?: boolean;
  /** A short unit before or after the control, such as € or %. */
  prefix?: string;
  suffix?: string;
}

export interface Choice {
  value: string;
  label: string;
  hint?: HtmlValue;
  disabled?: boolean;
}

/** The identifier of a field's control; the error summary links to it. */
export function fieldId(name: string): string {
  return `campo-${name.replace(/[^A-Za-z0-9]+/g, '-')}`;
}

export function textField(options: TextFieldOptions): Html {
  return textual(options, options.type ?? 'text', {});
}

/** A date written as gg/mm/aaaa: a text box, which every keyboard and screen reader handles. */
export function dateField(options: Omit<TextFieldOptions, 'type' | 'inputmode'>): Html {
  return textual(
    { width: 'short', hint: 'Nel formato gg/mm/aaaa, ad esempio 31/12/2026', ...options },
    'text',
    { inputmode: 'numeric', maxlength: 10, autocomplete: options.autocomplete ?? 'off' },
  );
}

/** An amount in euro written the Italian way: 1.740,00. The value is text, already formatted. */
export function moneyField(options: Omit<TextFieldOptions, 'type' | 'inputmode'>): Html {
  return textual({ width: 'short', prefix: '€', hint: 'Ad esempio 1.740,00', ...options }, 'text', {
    inputmode: 'decimal',
    autocomplete: options.autocomplete ?? 'off',
    class: 'text-end',
  });
}

/** A whole number or a decimal with a comma: a text box, since type=number loses what is mistyped. */
export function numberField(options: Omit<TextFieldOptions, 'type'>): Html {
  return textual({ width: 'short', ...options }, 'text', {
    inputmode: options.inputmode ?? 'numeric',
    autocomplete: options.autocomplete ?? 'off',
    class: 'text-end',
  });
}

/** A password; never given back to the page. `current-password` to sign in, `new-password` to choose one. */
export function passwordField(
  options: FieldOptions & { autocomplete: 'current-password' | 'new-password'; maxlength?: number },
): Html {
  return textual({ width: 'medium', ...options }, 'password', {});
}

export function fileField(options: FieldOptions & { accept?: string; multiple?: boolean }): Html {
  const id = options.id ?? fieldId(options.name);
  const control = html`<input${attributes({
    ...controlAttributes(options, id, 'form-control form-control-file'),
    type: 'file',
    accept: options.accept,
    multiple: options.multiple,
  })}>`;
  return labelled(options, id, control);
}

export function textArea(
  options: FieldOptions & { value?: string | null; rows?: number; maxlength?: number; autocomplete?: string },
): Html {
  const id = options.id ?? fieldId(options.name);
  // The line break after the tag is eaten by the parser, so that a value starting with one keeps it.
  const control = html`<textarea${attributes({
    ...controlAttributes(options, id, 'form-control'),
    rows: options.rows ?? 5,
    maxlength: options.maxlength,
    autocomplete: options.autocomplete,
  })}>
${options.value ?? ''}</textarea>`;
  return labelled(options, id, control);
}

export interface SelectOptions extends FieldOptions {
  value?: string | null;
  choices: readonly (Choice | { group: string; choices: readonly Choice[] })[];
  /** Text of the empty first choice; without it there is none. */
  emptyLabel?: string;
  autocomplete?: string;
  /** The filter form is sent at each change, when scripts are on; its button stays. */
  submitOnChange?: boolean;
}

export function select(options: SelectOptions): Html {
  const id = options.id ?? fieldId(options.name);
  const chosen = options.value ?? '';
  const control = html`<select${attributes({
    ...controlAttributes(options, id, 'form-control form-select-native'),
    autocomplete: options.autocomplete,
    'data-submit-on-change': options.submitOnChange,
  })}>${
    options.emptyLabel === undefined ? '' : html`<option value="">${options.emptyLabel}</option>`
  }${optionsOf(options.choices, chosen)}</select>`;
  return labelled(options, id, control);
}

/** Options of lists that stay the same from page to page, by list and chosen value: provinces, associations, labels. */
const kept = htmlMemory(20);

const optionsOf = (choices: SelectOptions['choices'], chosen: string): Html =>
  kept(
    choices,
    chosen,
    () =>
      html`${choices.map((choice) =>
        'group' in choice
          ? html`<optgroup${attributes({ label: choice.group })}>${choice.choices.map((one) => option(one, chosen))}</optgroup>`
          : option(choice, chosen),
      )}`,
  );

const option = ({ value, label, disabled }: Choice, chosen: string): Html =>
  html`<option${attributes({ value, selected: value === chosen, disabled })}>${label}</option>`;

export interface RadiosOptions extends FieldOptions {
  value?: string | null;
  choices: readonly Choice[];
  inline?: boolean;
}

export function radios(options: RadiosOptions): Html {
  return group(options, 'radio', new Set([options.value ?? '']));
}

/** Several answers under one question; every ticked box sends the same name. */
export function checkboxes(options: Omit<RadiosOptions, 'value'> & { values?: readonly string[] }): Html {
  return group(options, 'checkbox', new Set(options.values ?? []));
}

/** A single box: a declaration, an option. */
export function checkbox(options: FieldOptions & { value?: string; checked?: boolean }): Html {
  const id = options.id ?? fieldId(options.name);
  return html`<div class="field mb-4${options.error ? ' field-wrong' : ''}">${errorMessage(options, id)}<div class="form-check"><input${attributes(
    {
      ...controlAttributes(options, id, ''),
      type: 'checkbox',
      value: options.value ?? 'true',
      checked: options.checked,
    },
  )}><label${attributes({ for: id })}>${options.label}${requiredMark(options)}</label></div>${hintText(options, id)}</div>`;
}

/** A hidden value. */
export function hidden(name: string, value: string | number): Html {
  return html`<input${attributes({ type: 'hidden', name, value })}>`;
}

/** Fields that belong together, under one legend. */
export function fieldset(options: { legend: string; hint?: HtmlValue; content: HtmlValue }): Html {
  return html`<fieldset class="fieldset-group mb-4"><legend class="h4">${options.legend}</legend>${
    options.hint ? html`<p class="form-text">${options.hint}</p>` : ''
  }${options.content}</fieldset>`;
}

function textual(options: TextFieldOptions, type: string, more: Record<string, AttributeValue>): Html {
  const id = options.id ?? fieldId(options.name);
  const input = html`<input${attributes({
    ...controlAttributes(options, id, more.class ? `form-control ${more.class}` : 'form-control'),
    type,
    value: type === 'password' ? undefined : (options.value ?? undefined),
    autocomplete: options.autocomplete ?? more.autocomplete,
    inputmode: options.inputmode ?? more.inputmode,
    maxlength: options.maxlength ?? more.maxlength,
    placeholder: options.placeholder,
    readonly: options.readonly,
    spellcheck: options.spellcheck === undefined ? undefined : String(options.spellcheck),
  })}>`;
  const control =
    options.prefix || options.suffix
      ? html`<div class="input-group">${unit(options.prefix)}${input}${unit(options.suffix)}</div>`
      : input;
  return labelled(options, id, control);
}

const unit = (text: string | undefined) =>
  text ? html`<span class="input-group-text" aria-hidden="true">${text}</span>` : '';

function labelled(options: FieldOptions, id: string, control: Html): Html {
  const width = options.width && options.width !== 'full' ? ` field-${options.width}` : '';
  return html`<div class="field mb-4${width}${options.error ? ' field-wrong' : ''}"><label class="form-label${
    options.largeLabel ? ' h4' : ''
  }"${attributes({ for: id })}>${options.label}${requiredMark(options)}</label>${hintText(options, id)}${errorMessage(options, id)}${control}</div>`;
}

function group(options: RadiosOptions, type: 'radio' | 'checkbox', chosen: ReadonlySet<string>): Html {
  const id = options.id ?? fieldId(options.name);
  const choices = options.choices.map((choice, index) => {
    // The first choice carries the identifier of the field, so that the error summary leads to it.
    const choiceId = index === 0 ? id : `${id}-${index + 1}`;
    const hintId = choice.hint ? `${choiceId}-nota` : undefined;
    return html`<div class="form-check${options.inline ? ' form-check-inline' : ''}"><input${attributes({
      type,
      id: choiceId,
      name: options.name,
      value: choice.value,
      checked: chosen.has(choice.value),
      disabled: options.disabled || choice.disabled,
      required: type === 'radio' && options.required,
      'aria-describedby': hintId,
    })}><label${attributes({ for: choiceId })}>${choice.label}</label>${
      choice.hint ? html`<div class="form-text"${attributes({ id: hintId })}>${choice.hint}</div>` : ''
    }</div>`;
  });
  return html`<fieldset class="field mb-4${options.error ? ' field-wrong' : ''}"${attributes({
    'aria-describedby': describedBy(options, id),
  })}><legend class="form-label${options.largeLabel ? ' h4' : ''}">${options.label}${requiredMark(options)}</legend>${hintText(
    options,
    id,
  )}${errorMessage(options, id)}${choices}</fieldset>`;
}

function controlAttributes(
  options: FieldOptions,
  id: string,
  className: string,
): Record<string, AttributeValue> {
  return {
    class: (options.error ? `${className} is-invalid` : className).trim() || undefined,
    id,
    name: options.name,
    required: options.required,
    disabled: options.disabled,
    'aria-describedby': describedBy(options, id),
    'aria-invalid': options.error ? 'true' : undefined,
  };
}

function describedBy(options: FieldOptions, id: string): string | undefined {
  const ids = [options.hint ? `${id}-aiuto` : '', options.error ? `${id}-errore` : ''].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

const requiredMark = (options: FieldOptions) =>
  options.required ? html` <span class="field-required">(obbligatorio)</span>` : '';

const hintText = (options: FieldOptions, id: string) =>
  options.hint ? html`<div class="form-text"${attributes({ id: `${id}-aiuto` })}>${options.hint}</div>` : '';

const errorMessage = (options: FieldOptions, id: string) =>
  options.error
    ? html`<p class="field-error"${attributes({ id: `${id}-errore` })}>${icon('error', { size: 'sm' })}<span class="visually-hidden">Errore: </span>${options.error}</p>`
    : '';
