package dev.freshet.gateway.signin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to an exchange or a refresh.
 *
 * @param expiresIn in seconds
 */
record SignedIn(String accessToken, String tokenType, long expiresIn, User user) {

  /** The user of the verified access token; name and address are of the ID token, if one came. */
  record User(String id, @Nullable String name, @Nullable String email, List<String> groups) {}
}
