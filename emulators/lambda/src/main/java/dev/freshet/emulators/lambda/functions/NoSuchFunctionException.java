package dev.freshet.emulators.lambda.functions;

/** No function of this name is deployed. The caller answers as Lambda does, or fixes the name. */
public final class NoSuchFunctionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoSuchFunctionException(String name) {
    super("Function not found: " + name);
  }
}
