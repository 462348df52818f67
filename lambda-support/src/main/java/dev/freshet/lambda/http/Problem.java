package dev.freshet.lambda.http;

import org.jspecify.annotations.Nullable;

/**
 * The body of an error answer, as in RFC 9457, with its {@code detail} under the name {@code
 * message}.
 *
 * @param field what is at fault, where one thing is
 */
record Problem(String type, String title, int status, String message, @Nullable String field) {
  static final String MEDIA_TYPE = "application/problem+json";
}
