package dev.freshet.emulators.apigateway;

import org.jspecify.annotations.Nullable;

/**
 * The answers that API Gateway makes itself, with their default status, the value of {@code
 * x-amzn-ErrorType} and the default message.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html">Gateway
 *     response types</a>
 */
enum ResponseType {
  ACCESS_DENIED(403, "AccessDeniedException", "User is not authorized to access this resource"),
  AUTHORIZER_CONFIGURATION_ERROR(500, "AuthorizerConfigurationException", null),
  AUTHORIZER_FAILURE(500, "AuthorizerConfigurationException", null),
  BAD_REQUEST_PARAMETERS(400, "BadRequestException", "Bad Request"),
  /**
   * An unknown path or method, requested with an Authorization header that API Gateway takes for an
   * AWS signature; only {@code DEFAULT_4XX} applies.
   */
  INCOMPLETE_SIGNATURE(
      403,
      "IncompleteSignatureException",
      "Authorization header requires 'Credential' parameter. Authorization header requires"
          + " 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter."),
  /** No key where one is required, or one of no usage plan of the stage. */
  INVALID_API_KEY(403, "ForbiddenException", "Forbidden"),
  QUOTA_EXCEEDED(429, "LimitExceededException", "Limit Exceeded"),
  THROTTLED(429, "TooManyRequestsException", "Too Many Requests"),
  INTEGRATION_TIMEOUT(504, "InternalServerErrorException", "Endpoint request timed out"),
  MISSING_AUTHENTICATION_TOKEN(
      403, "MissingAuthenticationTokenException", "Missing Authentication Token"),
  REQUEST_TOO_LARGE(413, "RequestTooLargeException", "Request Too Long"),
  UNAUTHORIZED(401, "UnauthorizedException", "Unauthorized"),
  /** A function that failed or answered in no valid form; only {@code DEFAULT_5XX} shapes it. */
  BAD_GATEWAY(502, "InternalServerErrorException", "Internal server error"),
  /** A function that was throttled; only {@code DEFAULT_5XX} shapes it. */
  INTERNAL(500, "InternalServerErrorException", "Internal server error");

  private final int status;
  private final String errorType;
  private final @Nullable String message;

  ResponseType(int status, String errorType, @Nullable String message) {
    this.status = status;
    this.errorType = errorType;
    this.message = message;
  }

  int status() {
    return status;
  }

  String errorType() {
    return errorType;
  }

  @Nullable String message() {
    return message;
  }

  /** The type that a template customises in this one's place. */
  String fallback() {
    return status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX";
  }

  /** API Gateway's answer to a body that is too large cannot be changed. */
  boolean isCustomisable() {
    return this != REQUEST_TOO_LARGE;
  }
}
