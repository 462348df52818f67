package dev.freshet.gateway.signup;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.observe.Measurements;
import dev.freshet.lambda.observe.Metrics;
import dev.freshet.table.Table;
import dev.freshet.table.write.CreateUserResult;
import dev.freshet.table.write.UserWrites;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Cognito's post-confirmation trigger: creates the account of a user who has confirmed the sign-up.
 * Cognito calls it again if it fails or takes more than 5 s; the second time it finds the account.
 *
 * <p>An address that another account has does not fail the sign-up, which is complete at Cognito:
 * the user can sign in, has no account, and creates one with another address by {@code PUT
 * /users/current}. The event is returned as it came, as Cognito wants it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-confirmation.html">Post
 *     confirmation Lambda trigger</a>
 */
public final class SignUpTrigger
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private static final Logger LOG = LoggerFactory.getLogger(SignUpTrigger.class);

  /** Cognito waits 5 s for all of it. */
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(4);

  private final UserWrites users;
  private final Metrics metrics;

  /** Lambda's. */
  public SignUpTrigger() {
    this(System.getenv(), Clock.systemUTC());
  }

  SignUpTrigger(Map<String, String> environment, InstantSource clock) {
    this(new Settings(environment), clock);
  }

  private SignUpTrigger(Settings settings, InstantSource clock) {
    this(settings, clock, new Table(dynamoDb(), settings.text("TABLE_NAME"), clock));
  }

  SignUpTrigger(Settings settings, InstantSource clock, Table table) {
    this.users = new UserWrites(table);
    this.metrics = Metrics.of(settings, getClass(), clock);
  }

  private static DynamoDbClient dynamoDb() {
    return DynamoDbClient.builder()
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(override -> override.apiCallTimeout(CALL_TIMEOUT))
        .build();
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    SignUp.of(event).ifPresent(signUp -> create(signUp, context.getAwsRequestId()));
    return event;
  }

  private void create(SignUp signUp, String correlationId) {
    CreateUserResult result =
        users.createFromCognito(
            signUp.user(), signUp.name().value(), signUp.email(), correlationId);
    String outcome = result.getClass().getSimpleName();
    try (Measurements measurements = metrics.begin()) {
      measurements.count("SignUp" + outcome);
    }
    LOG.atInfo()
        .addKeyValue("user", signUp.user())
        .addKeyValue("outcome", outcome)
        .log("signed up");
    switch (result) {
      case CreateUserResult.Created _,
          CreateUserResult.UserExists _,
          CreateUserResult.BeingDeleted _,
          CreateUserResult.EmailTaken _ -> {}
      case CreateUserResult.Conflict _ -> throw new SignUpContendedException();
    }
  }
}
