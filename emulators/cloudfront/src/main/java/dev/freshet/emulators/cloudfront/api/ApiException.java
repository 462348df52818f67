package dev.freshet.emulators.cloudfront.api;

/** A request that the API refuses, with CloudFront's error code and HTTP status. */
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;
  private final int status;

  ApiException(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  String code() {
    return code;
  }

  int status() {
    return status;
  }

  static ApiException internalError() {
    return new ApiException(500, "InternalError", "We encountered an internal error.");
  }

  static ApiException invalidArgument(String message) {
    return new ApiException(400, "InvalidArgument", message);
  }
}
