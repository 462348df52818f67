package dev.freshet.writeapi;

import static dev.freshet.writeapi.Api.ALICE;
import static dev.freshet.writeapi.Api.FIRST;
import static dev.freshet.writeapi.Api.SECOND;
import static dev.freshet.writeapi.Api.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.Preferences;
import dev.freshet.servers.TestTables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PutPreferencesIT {
  private static final TestTables TABLES = TestTables.start();
  private static final String DARK =
      """
      {"theme":"dark","language":"pt-BR","emailNotifications":false,"ordersPerPage":50}\
      """;

  private final Api api = Api.over(TABLES);

  @AfterAll
  static void stop() {
    TABLES.close();
  }

  @Test
  void theDefaultsAreReplacedAsVersionZeroAndOnlyOnce() {
    assertThat(api.reads.preferences(ALICE).preferences()).isEqualTo(Preferences.DEFAULTS);

    Call.Answer first = put(DARK, "\"v0\"");
    Call.Answer second = put(DARK, "\"v0\"");

    assertThat(first.status()).isEqualTo(200);
    assertThat(first.header("ETag")).isEqualTo(FIRST);
    assertThat(first.body()).isEqualTo(DARK.replace("}", ",\"version\":1772360130123}"));
    assertThat(second.problem()).isEqualTo("412 If-Match");
    assertThat(api.reads.preferences(ALICE).preferences())
        .isEqualTo(new Preferences(Preferences.Theme.DARK, "pt-BR", false, 50));
  }

  @Test
  void aLaterVersionReplacesTheOneThatWasSeen() {
    put(DARK, "\"v0\"");

    assertThat(put(DARK.replace("dark", "light"), FIRST).header("ETag")).isEqualTo(SECOND);
  }

  @Test
  void aChangeWithoutAVersionIsRefused() {
    assertThat(api.putPreferences(ALICE).body(DARK).answer().problem()).isEqualTo("428 If-Match");
  }

  @Test
  void aUserWithoutAnAccountHasNone() {
    Call.Answer answer = api.putPreferences(STRANGER).header("If-Match", "*").body(DARK).answer();

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body()).contains("/problems/no-account");
    assertThat(api.reads.preferences(STRANGER).version()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "'\"dark\"', '\"blue\"', theme",
    "'\"dark\"', '\"DARK\"', theme",
    "'\"pt-BR\"', '\"portuguese\"', language",
    "false, '\"no\"', emailNotifications",
    "'50}', '51}', ordersPerPage",
    "'50}', '0}', ordersPerPage",
    "'50}', '50,\"volume\":11}', volume",
  })
  void aFieldThatIsNotAsTheSchemaSaysIsNamed(String from, String to, String field) {
    assertThat(put(DARK.replace(from, to), "*").problem()).isEqualTo("400 " + field);
    assertThat(api.reads.preferences(ALICE).version()).isZero();
  }

  private Call.Answer put(String body, String version) {
    return api.putPreferences(ALICE).header("If-Match", version).body(body).answer();
  }
}
