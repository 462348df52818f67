package dev.freshet.emulators.cognito;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.emulators.lambda.functions.Json;

/**
 * The event that Cognito sends to the post-confirmation trigger.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-confirmation.html">Post
 *     confirmation Lambda trigger</a>
 */
final class Confirmation {

  private Confirmation() {}

  static String event(PoolUser user, UserPoolSpec pool, String clientId) {
    ObjectNode event =
        Json.object()
            .put("version", "1")
            .put("triggerSource", "PostConfirmation_ConfirmSignUp")
            .put("region", region(pool.id()))
            .put("userPoolId", pool.id())
            .put("userName", user.sub());
    event
        .putObject("callerContext")
        .put("awsSdkVersion", "aws-sdk-unknown-unknown")
        .put("clientId", clientId);
    event
        .putObject("request")
        .putObject("userAttributes")
        .put("sub", user.sub())
        .put("email_verified", "true")
        .put("cognito:user_status", "CONFIRMED")
        .put("name", user.name())
        .put("email", user.email());
    event.putObject("response");
    return event.toString();
  }

  /** A pool's id begins with its region, as in {@code us-east-1_aB3}. */
  private static String region(String poolId) {
    return poolId.split("_", 2)[0];
  }
}
