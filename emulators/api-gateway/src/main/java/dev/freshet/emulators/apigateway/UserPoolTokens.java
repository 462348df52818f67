package dev.freshet.emulators.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Knows the tokens of user pools. */
@FunctionalInterface
public interface UserPoolTokens {

  /** For an API without user pools. */
  UserPoolTokens NONE = (_, _) -> Optional.empty();

  /** The claims of a token that this pool issued and that has not expired; else empty. */
  Optional<JsonNode> claims(String userPoolArn, String token);
}
