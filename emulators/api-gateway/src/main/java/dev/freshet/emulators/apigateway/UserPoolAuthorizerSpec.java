package dev.freshet.emulators.apigateway;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An authorizer of the COGNITO_USER_POOLS type.
 *
 * @param userPools by ARN
 * @param header whose value is the token
 * @param validation what the token's {@code aud} must match
 * @param scopes an access token must have one of them; empty: ID tokens are required
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html">Control
 *     access to REST APIs using Amazon Cognito user pools as an authorizer</a>
 */
public record UserPoolAuthorizerSpec(
    String name,
    List<String> userPools,
    String header,
    Optional<String> validation,
    Set<String> scopes)
    implements Authorizer {

  public UserPoolAuthorizerSpec {
    userPools = List.copyOf(userPools);
    scopes = Set.copyOf(scopes);
  }
}
