import { type InfiniteData, useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { api, type View, view } from '../data/api';
import { check, type FieldErrors } from '../data/forms';
import { newestProduct, product, products, queryClient, refetch, type Schemas } from '../data/queries';
import { Conflict } from '../ui/conflict';
import { Window } from '../ui/dialog';
import { money } from '../ui/format';
import { Field, fieldErrors, FormProblem } from '../ui/forms';
import { notify, notifyOf } from '../ui/notices';
import { Loaded, Panel } from '../ui/panel';
import { Id, SkeletonRows } from '../ui/parts';
import { useVersionedForm } from '../ui/versioned';
import { Head } from './Shell';

const FIELDS = ['productId', 'productName', 'description', 'priceCents'];

/** /products/new, or one that exists. */
export default function Product({ id }: { id: string }) {
  return id === 'new' ? <NewProduct /> : <Existing id={id} />;
}

function Existing({ id }: { id: string }) {
  const query = useQuery(product(id));
  return (
    <>
      <Head title={query.data?.data.productName ?? 'Product'}>
        <Link className="button" href="/products">
          All products
        </Link>
      </Head>
      <Panel title="Details" actions={<Id value={id} />} trip={query.data?.trip}>
        <Loaded query={query} skeleton={<SkeletonRows rows={3} />}>
          {() => query.data && <EditProduct loaded={query.data} />}
        </Loaded>
      </Panel>
    </>
  );
}

function EditProduct({ loaded }: { loaded: View<Schemas['Product']> }) {
  const id = loaded.data.productId;
  const form = useVersionedForm<Schemas['ProductChange'], Schemas['Product']>({
    form: 'ProductChange',
    loaded,
    pick: ({ productName, description, priceCents }) => ({ productName, description, priceCents }),
    save: (body, etag) => view(api.PUT('/products/{id}', { params: { path: { id }, header: { 'If-Match': etag } }, body })),
    newest: () => newestProduct(id),
    saved: (result) => {
      queryClient.setQueryData(product(id).queryKey, result);
      void refetch('products');
      notify(`${result.data.productName} is saved.`);
    },
  });
  return (
    <>
      <Fields
        value={form.value}
        edit={form.edit}
        errors={{ ...fieldErrors(form.mutation.error, ...FIELDS), ...form.errors }}
        submit={form.submit}
      >
        {form.conflict === undefined && <FormProblem error={form.mutation.error} except={FIELDS} />}
        <div className="line-up">
          <button type="submit" className="button primary" disabled={!form.isEdited || form.mutation.isPending}>
            {form.mutation.isPending ? 'Saving…' : 'Save'}
          </button>
          <Delete id={id} name={loaded.data.productName} />
        </div>
      </Fields>
      {form.conflict && (
        <Conflict
          {...form.conflict}
          labels={{ productName: 'Name', description: 'Description', priceCents: 'Price' }}
          shown={{ priceCents: money }}
        />
      )}
    </>
  );
}

type ProductList = InfiniteData<View<Schemas['Products']>>;

/** Gone from the list at once. */
function without(id: string, list: ProductList): ProductList {
  return {
    ...list,
    pages: list.pages.map((page) => ({
      ...page,
      data: { ...page.data, products: page.data.products.filter((each) => each.productId !== id) },
    })),
  };
}

function Delete({ id, name }: { id: string; name: string }) {
  const [asked, setAsked] = useState(false);
  const [, navigate] = useLocation();
  const remove = useMutation({
    mutationFn: () => view(api.DELETE('/products/{id}', { params: { path: { id } } })),
    onError: notifyOf,
    onSuccess: () => {
      notify(`${name} is deleted.`);
      navigate('/products');
      queryClient.removeQueries({ queryKey: product(id).queryKey });
      queryClient.setQueryData(products.queryKey, (list) => list && without(id, list));
      void refetch('products');
    },
  });
  return (
    <>
      <button type="button" className="button danger" onClick={() => setAsked(true)}>
        Delete…
      </button>
      {asked && (
        <Window title={`Delete ${name}?`} close={() => setAsked(false)}>
          <p className="muted">It can be ordered no longer. Orders that have it stay as they are.</p>
          <div className="line-up">
            <button type="button" className="button danger" disabled={remove.isPending} onClick={() => remove.mutate()}>
              Delete it
            </button>
            <button type="button" className="button" onClick={() => setAsked(false)}>
              Keep it
            </button>
          </div>
        </Window>
      )}
    </>
  );
}

function NewProduct() {
  const [value, setValue] = useState<Schemas['NewProduct']>({ productId: '', productName: '', description: '', priceCents: NaN });
  const [errors, setErrors] = useState<FieldErrors>({});
  const [, navigate] = useLocation();
  const create = useMutation({
    mutationFn: () => view(api.POST('/products', { body: value })),
    onSuccess: ({ data }) => {
      notify(`${data.productName} is added.`);
      void refetch('products');
      navigate('/products');
    },
  });
  const all = { ...fieldErrors(create.error, ...FIELDS), ...errors };
  const edit = (change: Partial<Schemas['NewProduct']>) => {
    setValue({ ...value, ...change });
    setErrors({});
  };
  return (
    <>
      <Head title="Add a product" />
      <Panel title="New product">
        <Fields
          value={value}
          edit={edit}
          errors={all}
          submit={() => {
            const found = check('NewProduct', value);
            setErrors(found);
            if (Object.keys(found).length === 0) {
              create.mutate();
            }
          }}
          first={
            <Field
              label="Id"
              name="productId"
              value={value.productId}
              onChange={(productId) => edit({ productId })}
              errors={all}
              hint="Letters, digits, - and _; it cannot be changed later"
            />
          }
        >
          <FormProblem error={create.error} except={FIELDS} />
          <div className="line-up">
            <button type="submit" className="button primary" disabled={create.isPending}>
              {create.isPending ? 'Adding…' : 'Add it'}
            </button>
            <Link className="button" href="/products">
              Cancel
            </Link>
          </div>
        </Fields>
      </Panel>
    </>
  );
}

function Fields({
  value,
  edit,
  errors,
  submit,
  first,
  children,
}: {
  value: Schemas['ProductChange'];
  edit: (change: Partial<Schemas['ProductChange']>) => void;
  errors: FieldErrors;
  submit: () => void;
  first?: ReactNode;
  children: ReactNode;
}) {
  const [price, setPrice] = useState(Number.isNaN(value.priceCents) ? '' : (value.priceCents / 100).toFixed(2));
  return (
    <form className="pad form" noValidate onSubmit={(event) => (event.preventDefault(), submit())}>
      {first}
      <Field label="Name" name="productName" value={value.productName} onChange={(productName) => edit({ productName })} errors={errors} />
      <Field
        label="Description"
        name="description"
        lines
        value={value.description}
        onChange={(description) => edit({ description })}
        errors={errors}
      />
      <Field
        label="Price"
        name="priceCents"
        value={price}
        onChange={(text) => {
          setPrice(text);
          edit({ priceCents: /^\d+([.,]\d{1,2})?$/.test(text.trim()) ? Math.round(Number(text.trim().replace(',', '.')) * 100) : NaN });
        }}
        errors={errors}
        hint="In dollars, as in 4.50"
        inputMode="decimal"
      />
      {children}
    </form>
  );
}
