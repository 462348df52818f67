package dev.freshet.gateway.secret;

/** A secret or parameter cannot be fetched or read, and never could be. Callers answer 503. */
public final class ValueUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ValueUnavailableException(String name) {
    super(name + " cannot be fetched or read, and no value is known");
  }
}
