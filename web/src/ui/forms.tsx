import type { ReactNode } from 'react';
import { FieldError, Input, Label, Text, TextArea, TextField } from 'react-aria-components';
import type { FieldErrors } from '../data/forms';
import { ProblemError } from '../data/problem';

/** One line of text with its label, hint and error. */
export function Field({
  label,
  name,
  value,
  onChange,
  errors,
  hint,
  type = 'text',
  lines,
  readOnly,
  autoComplete,
  inputMode,
}: {
  label: string;
  name: string;
  value: string;
  onChange: (value: string) => void;
  errors: FieldErrors;
  hint?: string;
  type?: 'text' | 'email';
  lines?: boolean;
  readOnly?: boolean;
  autoComplete?: string;
  inputMode?: 'decimal';
}) {
  const error = errors[name];
  return (
    <TextField
      className="field"
      name={name}
      value={value}
      onChange={onChange}
      type={type}
      isInvalid={error !== undefined}
      isReadOnly={readOnly ?? false}
      validationBehavior="aria"
      {...(autoComplete === undefined ? {} : { autoComplete })}
      {...(inputMode === undefined ? {} : { inputMode })}
    >
      <Label>{label}</Label>
      {lines ? <TextArea /> : <Input />}
      {error === undefined ? (
        <Text slot="description" className="hint">
          {hint ?? ''}
        </Text>
      ) : (
        <FieldError className="error">{error}</FieldError>
      )}
    </TextField>
  );
}

/** What the API found, beside its field if it names one of these. */
export function fieldErrors(error: unknown, ...fields: string[]): FieldErrors {
  if (error instanceof ProblemError && error.problem.field !== undefined && fields.includes(error.problem.field)) {
    return { [error.problem.field]: error.problem.message };
  }
  return {};
}

/** What concerns no single field. */
export function FormProblem({ error, except = [] }: { error: unknown; except?: string[] }): ReactNode {
  if (error === null || Object.keys(fieldErrors(error, ...except)).length > 0) {
    return null;
  }
  return (
    <p role="alert" className="form-problem">
      {error instanceof ProblemError ? `${error.problem.title}. ${error.problem.message}` : 'The network is away. Nothing was saved.'}
    </p>
  );
}
