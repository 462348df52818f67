package dev.freshet.viewcache.elasticache;

import java.util.Optional;

/**
 * What a role signs with.
 *
 * @param sessionToken that temporary credentials have, as those of a Lambda function
 */
public record Credentials(
    String accessKeyId, String secretAccessKey, Optional<String> sessionToken) {

  /** Without the secrets. */
  @Override
  public String toString() {
    return "Credentials[" + accessKeyId + "]";
  }
}
