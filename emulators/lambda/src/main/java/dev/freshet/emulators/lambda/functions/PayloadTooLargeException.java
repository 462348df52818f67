package dev.freshet.emulators.lambda.functions;

/** The event exceeds what Lambda takes. The caller sends less. */
public final class PayloadTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PayloadTooLargeException(int size, String invocationType, int limit) {
    super(
        "%d byte payload is too large for the %s invocation type (limit %d bytes)"
            .formatted(size, invocationType, limit));
  }
}
