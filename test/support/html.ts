import assert from 'node:assert/strict';
import { type ConfigData, HtmlValidate, StaticConfigLoader } from 'html-validate';

/** The standard and the accessibility rules; what is only taste, or contrary to how we write, is off with its reason. */
const RULES: ConfigData = {
  root: true,
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    // Rows laid out as blocks lose their meaning in browsers unless it is said again by a role (ui/table.ts).
    'no-redundant-role': 'off',
    'prefer-native-element': 'off',
    // Spaces and letter case of the output are not for people.
    'no-trailing-whitespace': 'off',
    'attr-quotes': 'off',
    'void-style': 'off',
    'long-title': 'off',
    // Addresses such as 9.245 or 12.000,00 are not telephone numbers.
    'tel-non-breaking': 'off',
    'no-inline-style': 'error',
    // The same navigation stands in a bar and in a narrow menu, of which one is displayed.
    'unique-landmark': 'error',
    'require-sri': 'off',
    // Only in <noscript>, only while long work is going on: the page says how far it is. Its link does the same by hand.
    'meta-refresh': 'off',
  },
};

const validator = new HtmlValidate(new StaticConfigLoader(RULES));

/** Fails, with the line of each error, unless the text is a valid and accessible HTML document or fragment. */
export async function assertValidHtml(htmlText: string, label: string): Promise<void> {
  const report = await validator.validateString(htmlText);
  const errors = report.results.flatMap((result) => result.messages);
  const lines = errors.map(
    (error) => `${error.line}:${error.column} ${error.ruleId}: ${error.message} (${error.selector ?? ''})`,
  );
  assert.equal(errors.length, 0, `${label} is not valid HTML:\n${lines.join('\n')}`);
}
