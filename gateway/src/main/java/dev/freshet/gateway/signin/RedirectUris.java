package dev.freshet.gateway.signin;

import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.lambda.http.ProblemException;
import dev.freshet.lambda.http.ProblemType;
import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The pages to which the issuer may send a code. Their origins are the app's: requests of all
 * others are refused.
 *
 * @see <a
 *     href="https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html">Cross-Site
 *     Request Forgery Prevention</a>
 */
record RedirectUris(Set<String> all) {
  private static final String REQUESTED_WITH = "X-Requested-With";

  /** Reads a list with commas in between. */
  static RedirectUris parse(String list) {
    return new RedirectUris(
        Arrays.stream(list.split(",", -1))
            .map(String::strip)
            .filter(uri -> !uri.isEmpty())
            .collect(Collectors.toUnmodifiableSet()));
  }

  boolean contains(String uri) {
    return all.contains(uri);
  }

  /**
   * Returns the origin of a request that the app's own page sent. A form cannot send the header,
   * and a script of another origin only after a preflight request that is not granted.
   *
   * @throws ProblemException 403 for any other request
   */
  String requireOwnOrigin(ApiRequest request) {
    String origin = request.header("Origin").orElse("");
    if (!request.header(REQUESTED_WITH).filter("freshet"::equals).isPresent()) {
      throw new ProblemException(
          ProblemType.FORBIDDEN, "The X-Requested-With header must be 'freshet'.");
    }
    if (all.stream().noneMatch(uri -> origin(uri).equals(origin))) {
      throw new ProblemException(
          ProblemType.FORBIDDEN, "The Origin header must be the app's origin.");
    }
    return origin;
  }

  private static String origin(String uri) {
    URI parsed = URI.create(uri);
    return parsed.getScheme() + "://" + parsed.getRawAuthority();
  }
}
