import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, view } from '../data/api';
import { check, type FieldErrors } from '../data/forms';
import { profile, queryClient, refetch } from '../data/queries';
import { type SignedInUser, signOut } from '../session/session';
import { Field, fieldErrors, FormProblem } from '../ui/forms';
import { notify } from '../ui/notices';
import { Panel } from '../ui/panel';
import { Head } from './Shell';

/** The first visit of a user whom the issuer knows, and the table does not. */
export default function CreateAccount({ user }: { user: SignedInUser }) {
  const [body, setBody] = useState({ name: user.name ?? '', email: user.email ?? '' });
  const [errors, setErrors] = useState<FieldErrors>({});
  const create = useMutation({
    mutationFn: () => view(api.PUT('/users/current', { body })),
    onSuccess: (created) => {
      queryClient.setQueryData(profile.queryKey, created);
      notify('Welcome to Freshet.');
      void refetch('dashboard', 'preferences', 'profile');
    },
  });
  const all = { ...fieldErrors(create.error, 'name', 'email'), ...errors };
  const edit = (change: Partial<typeof body>) => {
    setBody({ ...body, ...change });
    setErrors({});
  };
  return (
    <>
      <Head title="Create your account" />
      <Panel title="How others see you">
        <form
          className="pad stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            const found = check('NewProfile', body);
            setErrors(found);
            if (Object.keys(found).length === 0) {
              create.mutate();
            }
          }}
        >
          <Field label="Name" name="name" value={body.name} onChange={(name) => edit({ name })} errors={all} autoComplete="name" />
          <Field
            label="E-mail address"
            name="email"
            type="email"
            value={body.email}
            onChange={(email) => edit({ email })}
            errors={all}
            hint="Others find you by it; they do not see it."
            autoComplete="email"
          />
          <FormProblem error={create.error} except={['name', 'email']} />
          <div className="line-up">
            <button type="submit" className="button primary" disabled={create.isPending}>
              {create.isPending ? 'Creating…' : 'Create the account'}
            </button>
            <button type="button" className="button quiet" onClick={() => void signOut()}>
              Sign out
            </button>
          </div>
        </form>
      </Panel>
    </>
  );
}
