import * as checks from '#contract/validators';

export type FormName = keyof typeof checks;

/** Messages by the path of the field, as problem documents write it: lines[0].quantity. */
export type FieldErrors = Record<string, string>;

interface Finding {
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
}

/** Holds a body against the schema that the API holds it against. */
export function check(form: FormName, body: unknown): FieldErrors {
  const validate = checks[form];
  if (validate(body)) {
    return {};
  }
  const errors: FieldErrors = {};
  for (const finding of (validate.errors ?? []) as Finding[]) {
    errors[path(finding)] ??= message(finding);
  }
  return errors;
}

function path({ instancePath, keyword, params }: Finding): string {
  const field = instancePath.slice(1).replace(/\/(\d+)/g, '[$1]').replaceAll('/', '.');
  return keyword === 'required' ? [field, String(params['missingProperty'])].filter(Boolean).join('.') : field;
}

function message({ keyword, params }: Finding): string {
  const limit = String(params['limit']);
  switch (keyword) {
    case 'required':
    case 'minLength':
      return limit === '1' || keyword === 'required' ? 'Fill this in' : `Use at least ${limit} characters`;
    case 'maxLength':
      return `Use at most ${limit} characters`;
    case 'minimum':
      return `Must be ${limit} or more`;
    case 'maximum':
      return `Must be ${limit} or less`;
    case 'minItems':
      return 'Choose at least one';
    case 'pattern':
      return 'This is not in the right form';
    default:
      return 'This is not valid';
  }
}
