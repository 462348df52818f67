package dev.freshet.gateway.secret;

/** A secret or parameter cannot be fetched, and never was. Callers answer 503. */
public final class ValueUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ValueUnavailableException(String name) {
    super(name + " cannot be fetched, and no value is known");
  }
}
