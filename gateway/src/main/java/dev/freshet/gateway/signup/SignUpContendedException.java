package dev.freshet.gateway.signup;

/** Other changes were in the way, and nothing was written: Cognito calls the trigger again. */
final class SignUpContendedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SignUpContendedException() {
    super("concurrent changes conflicted; nothing was written");
  }
}
