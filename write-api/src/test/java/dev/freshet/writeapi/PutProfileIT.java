package dev.freshet.writeapi;

import static dev.freshet.writeapi.Api.ALICE;
import static dev.freshet.writeapi.Api.BOB;
import static dev.freshet.writeapi.Api.FIRST;
import static dev.freshet.writeapi.Api.SECOND;
import static dev.freshet.writeapi.Api.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.servers.TestTables;
import dev.freshet.table.item.ProfileItem;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PutProfileIT {
  private static final TestTables TABLES = TestTables.start();
  private static final String NEW =
      """
      {"name": " Alice Liddell ", "email": "Alice@Wonder.example"}\
      """;

  private final Api api = Api.over(TABLES);

  @AfterAll
  static void stop() {
    TABLES.close();
  }

  @Test
  void aChangeOfTheVersionThatWasSeenIsSaved() {
    Call.Answer answer = put(NEW);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("ETag")).isEqualTo(SECOND);
    assertThat(answer.body())
        .isEqualTo(
            """
            {"userId":"alice","name":"Alice Liddell","email":"alice@wonder.example","version":1772360130124}\
            """);
    assertThat(api.reads.profile(ALICE)).map(ProfileItem::name).contains("Alice Liddell");
  }

  @Test
  void theAnswerSaysFromWhenOnReadsShowTheChangeAndIsNotToBeStored() {
    Call.Answer answer = put(NEW);

    assertThat(Long.parseLong(answer.header("X-Fresh-After")))
        .isEqualTo(Api.NOW.toEpochMilli() + 1);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example");
  }

  @Test
  void anAddressOfAnotherUserIsRefused() {
    Call.Answer answer = put("{\"name\": \"Alice\", \"email\": \"BOB@example.com\"}");

    assertThat(answer.problem()).isEqualTo("409 email");
    unchanged();
  }

  @Test
  void aUserWithoutAnAccountIsToldHowToCreateIt() {
    Call.Answer answer = api.putProfile(STRANGER).header("If-Match", "*").body(NEW).answer();

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body()).contains("/problems/no-account", "PUT /users/current");
  }

  @Test
  void aUserWithoutAnAccountCreatesItByARequestWithoutAVersion() {
    Call.Answer answer = api.putProfile(STRANGER).body(NEW).answer();

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("ETag")).isEqualTo(FIRST);
    assertThat(answer.header("Location")).isEqualTo("/users/current");
    assertThat(api.reads.stats(STRANGER)).isPresent();
  }

  @Test
  void aNewUserCannotTakeTheAddressOfAnother() {
    Call.Answer answer =
        api.putProfile(STRANGER).body("{\"name\":\"S\",\"email\":\"bob@example.com\"}").answer();

    assertThat(answer.problem()).isEqualTo("409 email");
    assertThat(api.reads.profile(STRANGER)).isEmpty();
  }

  @Nested
  class IfMatch {

    @ParameterizedTest
    @ValueSource(
        strings = {
          FIRST,
          "W/" + FIRST,
          "*",
          " " + FIRST + " ",
          "\"v9\", " + FIRST,
          "\"x\",W/" + FIRST
        })
    void thatNamesTheCurrentVersionLetsTheChangePass(String header) {
      assertThat(api.putProfile(ALICE).header("if-match", header).body(NEW).answer().status())
          .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          SECOND,
          "\"v1\"",
          "\"v0\"",
          "\"1\"",
          "\"\"",
          "\"v99999999999999999999\"",
          "\"v1772360130123x\"",
          "\"v01772360130123\""
        })
    void thatNamesNoCurrentVersionStopsTheChange(String header) {
      assertThat(problem(header)).isEqualTo("412 If-Match");
      unchanged();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "", "\"v1", "w/\"v1\"", "\"v1\" \"v2\"", "*, \"v1\""})
    void thatIsMalformedIsNamed(String header) {
      assertThat(problem(header)).isEqualTo("400 If-Match");
      unchanged();
    }

    @Test
    void isRequired() {
      Call.Answer answer = api.putProfile(ALICE).body(NEW).answer();

      assertThat(answer.problem()).isEqualTo("428 If-Match");
      assertThat(answer.header("X-Fresh-After")).isEmpty();
      unchanged();
    }

    private String problem(String header) {
      return api.putProfile(ALICE).header("If-Match", header).body(NEW).answer().problem();
    }
  }

  @Nested
  class ABody {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "{                                                   | 400 body",
          "[]                                                  | 400 body",
          "null                                                | 400 body",
          "{\"email\": \"a@b\"}                                | 400 name",
          "{\"name\": \"A\"}                                   | 400 email",
          "{\"name\": null, \"email\": \"a@b\"}                | 400 name",
          "{\"name\": 7, \"email\": \"a@b\"}                   | 400 name",
          "{\"name\": \" \", \"email\": \"a@b\"}               | 400 name",
          "{\"name\": \"A\\u0007\", \"email\": \"a@b\"}        | 400 name",
          "{\"name\": \"A\", \"email\": \"a\"}                 | 400 email",
          "{\"name\": \"A\", \"email\": \"a@b\", \"age\": 7}   | 400 age",
          "{\"name\": \"A\", \"name\": \"B\", \"email\": \"a@b\"} | 400 body"
        })
    void thatIsNotAProfileIsRefusedByTheFieldAtFault(String body, String problem) {
      assertThat(put(body).problem()).isEqualTo(problem);
      unchanged();
    }

    @Test
    void ofAHundredCharactersInTheNameIsTheLongest() {
      assertThat(put(withName("ü".repeat(101))).problem()).isEqualTo("400 name");
      assertThat(put(withName("\uD83C\uDF75".repeat(100))).status()).isEqualTo(200);
    }

    @Test
    void ofAMegabyteIsTooLarge() {
      assertThat(put(withName("x".repeat(1_000_000))).problem()).isEqualTo("413 body");
      unchanged();
    }

    @Test
    void ofAnotherTypeThanJsonIsRefused() {
      Call call = api.putProfile(ALICE).header("If-Match", FIRST).body(NEW);

      assertThat(call.header("content-type", "text/plain").answer().problem())
          .isEqualTo("415 Content-Type");
      unchanged();
    }

    private String withName(String name) {
      return "{\"name\": \"" + name + "\", \"email\": \"a@b\"}";
    }
  }

  @Nested
  class AtOnce {

    @Test
    void ofTwoChangesOfOneVersionOneIsStale() throws Exception {
      Call call = api.putProfile(ALICE).header("If-Match", FIRST).body(NEW);

      assertThat(Concurrently.answers(List.of(call, call)))
          .extracting(Call.Answer::status)
          .containsExactlyInAnyOrder(200, 412);
    }

    @Test
    void ofTwoUsersWhoClaimOneAddressOneIsRefused() throws Exception {
      Call alice = api.putProfile(ALICE).header("If-Match", FIRST).body(NEW);
      Call bob = api.putProfile(BOB).header("If-Match", FIRST).body(NEW);

      assertThat(Concurrently.answers(List.of(alice, bob)))
          .extracting(Call.Answer::status)
          .containsExactlyInAnyOrder(200, 409);
    }
  }

  private Call.Answer put(String body) {
    return api.putProfile(ALICE).header("If-Match", FIRST).body(body).answer();
  }

  private void unchanged() {
    assertThat(api.reads.profile(ALICE)).map(ProfileItem::version).contains(Api.NOW.toEpochMilli());
  }
}
