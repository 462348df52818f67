package dev.freshet.gateway.signup;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import dev.freshet.domain.UserId;
import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.json.Json;
import dev.freshet.servers.TestTables;
import dev.freshet.table.Table;
import dev.freshet.table.item.ProfileItem;
import dev.freshet.table.read.TableReads;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class SignUpTriggerIT {
  private static final TestTables TABLES = TestTables.start();
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-01T10:15:30Z"));
  private static final String SUB = "9c1e2f6a-7c1d-4a51-9a60-0d6b7c8e9f10";
  private static final UserId USER = new UserId(SUB);

  private final Table table = new Table(TABLES.client(), TABLES.create(), CLOCK);
  private final TableReads reads = new TableReads(table);
  private final SignUpTrigger trigger =
      new SignUpTrigger(new Settings(Map.of("METRICS_NAMESPACE", "Test")), CLOCK, table);

  @AfterAll
  static void stop() {
    TABLES.close();
  }

  /** The event as Cognito's developer guide shows it. */
  @SuppressWarnings("unchecked") // of JSON, a map has texts for keys
  private static Map<String, Object> event(String source, String sub, String email, String name) {
    return Json.read(
        """
        {"version": "1", "triggerSource": "%s", "region": "eu-west-1",
         "userPoolId": "eu-west-1_abc", "userName": "%s",
         "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "client"},
         "request": {"userAttributes": {"sub": "%2$s", "cognito:user_status": "CONFIRMED",
           "email_verified": "true", "email": "%s", "name": "%s"}},
         "response": {}}
        """
            .formatted(source, sub, email, name),
        Map.class);
  }

  private static Map<String, Object> signUp(String sub, String email, String name) {
    return event("PostConfirmation_ConfirmSignUp", sub, email, name);
  }

  private Map<String, Object> run(Map<String, Object> event) {
    return trigger.handleRequest(event, context());
  }

  private static Context context() {
    return (Context)
        Proxy.newProxyInstance(
            SignUpTriggerIT.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, _) -> method.getReturnType() == String.class ? "invocation-1" : null);
  }

  private long items() {
    return TABLES.client().scan(request -> request.tableName(table.name())).items().size();
  }

  @Test
  void whoSignedUpHasAnAccountWithItsStatisticsAtZero() {
    Map<String, Object> event = signUp(SUB, "Alice@Example.org", "Alice");

    assertThat(run(event)).isEqualTo(signUp(SUB, "Alice@Example.org", "Alice"));

    assertThat(reads.profile(USER))
        .hasValueSatisfying(profile -> {
          assertThat(profile.name()).isEqualTo("Alice");
          assertThat(profile.email().value()).isEqualTo("alice@example.org");
          assertThat(profile.attributes())
              .containsEntry(ProfileItem.COGNITO_USER_SUB, AttributeValue.fromS(SUB));
        });
    assertThat(reads.stats(USER))
        .hasValueSatisfying(stats -> {
          assertThat(stats.orders()).isZero();
          assertThat(stats.spentCents()).isZero();
        });
  }

  @Test
  void cognitosSecondCallChangesNothing() {
    run(signUp(SUB, "alice@example.org", "Alice"));
    run(signUp(SUB, "alice@example.org", "Alice"));

    assertThat(items()).isEqualTo(3);
    assertThat(reads.profile(USER)).map(ProfileItem::version).contains(CLOCK.millis());
  }

  @Test
  void anAddressThatIsTakenDoesNotFailTheSignUpAndMakesNoAccount() {
    run(signUp("another", "alice@example.org", "First"));

    run(signUp(SUB, "alice@example.org", "Second"));

    assertThat(reads.profile(USER)).isEmpty();
    assertThat(reads.profile(new UserId("another"))).map(ProfileItem::name).contains("First");
  }

  @Test
  void aForgottenPasswordIsNoSignUp() {
    run(event("PostConfirmation_ConfirmForgotPassword", SUB, "alice@example.org", "Alice"));

    assertThat(items()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"'', alice", "'a\u200bb', alice", "'Al', Al"})
  void aNameThatCannotBeOneIsReplacedByTheLocalPartOfTheAddress(String given, String name) {
    run(signUp(SUB, "alice@example.org", given));

    assertThat(reads.profile(USER)).map(ProfileItem::name).contains(name);
  }
}
