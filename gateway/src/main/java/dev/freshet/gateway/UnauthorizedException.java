package dev.freshet.gateway;

/**
 * Refuses a token. API Gateway answers 401 if, and only if, an authorizer fails with exactly this
 * message; any other failure is its 500, and a policy that denies is its 403.
 */
final class UnauthorizedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnauthorizedException() {
    super("Unauthorized");
  }
}
