package dev.freshet.local.cli;

/** It is not clear which running system is meant, or none runs; the message says which of both. */
final class NoSystemException extends Exception {
  private static final long serialVersionUID = 1L;

  NoSystemException(String message) {
    super(message);
  }
}
