import type { components } from '#contract/schema';

export type Problem = components['schemas']['Problem'];

/** The API answered with a problem document, or with something that is none. */
export class ProblemError extends Error {
  override name = 'ProblemError';

  constructor(
    readonly problem: Problem,
    readonly correlationId: string | null,
  ) {
    super(problem.title);
  }

  get status(): number {
    return this.problem.status;
  }

  is(type: string): boolean {
    return this.problem.type === `/problems/${type}`;
  }
}

/** The request did not reach the service. */
export class NetworkError extends Error {
  override name = 'NetworkError';
}

/** The user's session has ended: there is nobody to ask for. */
export class SessionEndedError extends Error {
  override name = 'SessionEndedError';
}

export async function problemOf(response: Response): Promise<ProblemError> {
  const correlationId = response.headers.get('X-Correlation-Id');
  try {
    const body = (await response.clone().json()) as Partial<Problem>;
    if (typeof body.title === 'string' && typeof body.type === 'string') {
      return new ProblemError({ ...(body as Problem), status: response.status }, correlationId);
    }
  } catch {
    // Not JSON: an answer of the edge itself.
  }
  const title = response.status >= 500 ? 'The service is not available' : 'The request was not accepted';
  return new ProblemError(
    { type: '/problems/internal', title, status: response.status, message: `The answer was ${response.status}.` },
    correlationId,
  );
}
