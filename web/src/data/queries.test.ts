import { QueryObserver } from '@tanstack/react-query';
import { expect, it, vi } from 'vitest';

vi.mock('../session/session', () => ({ onForget: () => undefined }));
vi.mock('./api', () => ({ api: {}, view: () => undefined }));
const { queryClient, refetch } = await import('./queries');

it('reads once more what was being read for the first time when a change was told', async () => {
  const answers: ((text: string) => void)[] = [];
  const queryFn = () => new Promise<string>((resolve) => answers.push(resolve));
  const stop = new QueryObserver(queryClient, { queryKey: ['orders'], queryFn }).subscribe(() => undefined);
  const done = refetch('orders');
  answers[0]?.('older');
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  answers[1]?.('newer');
  await done;

  expect(queryClient.getQueryData(['orders'])).toBe('newer');
  stop();
});
