package dev.freshet.emulators.apigateway;

import java.util.Optional;

/**
 * One method of one resource.
 *
 * @param path as in the template, with {@code {name}} and {@code {name+}}
 * @param method in upper case, or {@code ANY}
 * @param keyRequired whether a request needs an API key
 * @param function the physical name of the function behind it
 */
public record RouteSpec(
    String path,
    String method,
    String function,
    Optional<Authorizer> authorizer,
    boolean keyRequired) {

  /** A route for which no API key is required. */
  RouteSpec(String path, String method, String function, Optional<Authorizer> authorizer) {
    this(path, method, function, authorizer, false);
  }
}
