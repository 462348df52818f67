package dev.freshet.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.domain.UserId;
import dev.freshet.e2e.fixture.Freshet;
import dev.freshet.e2e.fixture.FreshetSystem;
import dev.freshet.e2e.platform.Platform;
import dev.freshet.table.Table;
import dev.freshet.table.item.ProfileItem;
import dev.freshet.table.read.TableReads;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * The deployed post-confirmation trigger, invoked through Lambda's API as by Cognito.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-confirmation.html">Post
 *     confirmation Lambda trigger</a>
 */
@FreshetSystem
class SignUpIT {
  private final String sub = UUID.randomUUID().toString();

  @Test
  void cognitosEventMakesOneAccountHoweverOftenItComes(Freshet freshet) {
    Platform platform = freshet.platform();
    TableReads reads =
        new TableReads(
            new Table(platform.dynamoDb(), platform.output("TableName"), Clock.systemUTC()));

    assertThat(invoke(platform, event())).isEqualTo(read(event()));
    ProfileItem made = reads.profile(new UserId(sub)).orElseThrow();
    assertThat(invoke(platform, event())).isEqualTo(read(event()));

    assertThat(made.name()).isEqualTo("Zoe");
    assertThat(made.email().value()).isEqualTo(sub + "@example.com");
    assertThat(made.attributes())
        .containsEntry(ProfileItem.COGNITO_USER_SUB, AttributeValue.fromS(sub));
    assertThat(reads.profile(made.userId())).contains(made);
    assertThat(reads.stats(made.userId()))
        .hasValueSatisfying(stats -> {
          assertThat(stats.orders()).isZero();
          assertThat(stats.spentCents()).isZero();
        });
  }

  private String event() {
    return """
    {
      "version": "1",
      "region": "us-east-1",
      "userPoolId": "us-east-1_EXAMPLE",
      "userName": "%1$s",
      "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1example23456789"},
      "triggerSource": "PostConfirmation_ConfirmSignUp",
      "request": {
        "userAttributes": {
          "sub": "%1$s",
          "cognito:user_status": "CONFIRMED",
          "email_verified": "true",
          "email": "%1$s@Example.com",
          "name": "Zoe"
        }
      },
      "response": {}
    }
    """
        .formatted(sub);
  }

  private static JsonNode invoke(Platform platform, String event) {
    try (LambdaClient lambda = platform.runningStack().connect(LambdaClient.builder(), "Lambda")) {
      InvokeResponse answer =
          lambda.invoke(request ->
              request
                  .functionName(platform.output("SignUpTriggerName"))
                  .payload(SdkBytes.fromUtf8String(event)));
      assertThat(answer.functionError()).as(answer.payload().asUtf8String()).isNull();
      return read(answer.payload().asUtf8String());
    }
  }

  private static JsonNode read(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
