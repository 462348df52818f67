import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { View } from '../data/api';
import { check, type FieldErrors, type FormName } from '../data/forms';
import { ProblemError } from '../data/problem';

/**
 * A form over a resource with a version: it is saved with the version's ETag, and what was saved meanwhile is shown
 * beside it.
 */
export function useVersionedForm<T extends object, S extends T>({
  form,
  loaded,
  pick,
  save,
  newest,
  saved,
}: {
  form: FormName;
  loaded: View<S>;
  /** The fields that the form has. */
  pick: (resource: S) => T;
  save: (body: T, etag: string) => Promise<View<S>>;
  newest: () => Promise<View<S>>;
  saved: (result: View<S>) => void;
}) {
  const [base, setBase] = useState(() => ({ body: pick(loaded.data), etag: loaded.etag ?? '*' }));
  const [edited, setEdited] = useState<T>();
  const [errors, setErrors] = useState<FieldErrors>({});
  const [conflict, setConflict] = useState<{ body: T; etag: string }>();
  // Until something is edited, the form shows what is loaded.
  const current = edited === undefined ? { body: pick(loaded.data), etag: loaded.etag ?? '*' } : base;
  const value = edited ?? current.body;

  const mutation = useMutation({
    mutationFn: ({ body, etag }: { body: T; etag: string }) => save(body, etag),
    onSuccess: (result) => {
      setEdited(undefined);
      setConflict(undefined);
      saved(result);
    },
    onError: async (error) => {
      if (error instanceof ProblemError && error.is('precondition-failed')) {
        const now = await newest();
        setConflict({ body: pick(now.data), etag: now.etag ?? '*' });
      }
    },
  });
  return {
    value,
    errors,
    mutation,
    isEdited: edited !== undefined,
    edit: (change: Partial<T>) => {
      if (edited === undefined) {
        setBase(current);
      }
      setEdited({ ...value, ...change });
      setErrors({});
    },
    submit: () => {
      const found = check(form, value);
      setErrors(found);
      if (Object.keys(found).length === 0) {
        mutation.mutate({ body: value, etag: current.etag });
      }
    },
    conflict: conflict && {
      base: current.body,
      mine: value,
      saved: conflict.body,
      close: () => setConflict(undefined),
      choose: (result: T) => {
        setBase(conflict);
        setEdited(result);
        setConflict(undefined);
        mutation.mutate({ body: result, etag: conflict.etag });
      },
    },
  };
}
