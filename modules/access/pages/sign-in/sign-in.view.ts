import type { Problems } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import { errorSummary } from '#ui/error-summary';
import { hidden, passwordField, textField } from '#ui/field';
import { form } from '#ui/form';

export function signInView(hiddenFields: Html, problems: Problems, after: string): Html {
  const { errors, values } = problems;
  return html`${errorSummary(Object.entries(errors).map(([field, message]) => ({ field, message })))}${form({
    action: '/accedi',
    hiddenFields: html`${hiddenFields}${hidden('dopo', after)}`,
    fields: [
      textField({
        name: 'email',
        label: 'Posta elettronica',
        type: 'email',
        autocomplete: 'username',
        required: true,
        value: values.email,
        error: errors.email,
        width: 'long',
      }),
      passwordField({
        name: 'password',
        label: 'Password',
        autocomplete: 'current-password',
        required: true,
        error: errors.password,
        width: 'long',
      }),
    ],
    submitLabel: 'Accedi',
  })}`;
}
