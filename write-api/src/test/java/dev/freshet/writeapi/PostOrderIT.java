package dev.freshet.writeapi;

import static dev.freshet.writeapi.Api.ALICE;
import static dev.freshet.writeapi.Api.BOB;
import static dev.freshet.writeapi.Api.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.lambda.json.Json;
import dev.freshet.servers.TestTables;
import dev.freshet.table.item.StatsItem;
import dev.freshet.table.read.PageRequest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostOrderIT {
  private static final TestTables TABLES = TestTables.start();
  private static final String THREE_TEAS =
      """
      {"lines": [{"productId": "tea", "quantity": 3}]}\
      """;

  private final Api api = Api.over(TABLES);

  @AfterAll
  static void stop() {
    TABLES.close();
  }

  @Test
  void anOrderIsCreated() {
    Call.Answer answer = post("k1", THREE_TEAS);

    String id = Json.read(answer.body(), PlacedOrder.class).id().value();
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Location")).isEqualTo("/orders/" + id);
    assertThat(answer.body())
        .isEqualTo(
            """
            {"id":"ID","placedAt":"2026-03-01T10:15:30.123Z","totalCents":1350,\
            "lines":[{"productId":"tea","name":"Tea","quantity":3,"priceCents":450}]}\
            """
                .replace("ID", id));
    assertThat(api.reads.orders(ALICE, PageRequest.first(5)).items())
        .extracting(order -> order.id().value())
        .containsExactly(id);
  }

  @Test
  void theAnswerSaysFromWhenOnReadsShowTheOrder() {
    assertThat(Long.parseLong(post("k1", THREE_TEAS).header("X-Fresh-After")))
        .isGreaterThan(Api.NOW.toEpochMilli());
  }

  @Test
  void aUserWithoutAnAccountCannotOrder() {
    Call call = api.postOrder(STRANGER).header("Idempotency-Key", "k1").body(THREE_TEAS);

    assertThat(call.answer().status()).isEqualTo(404);
  }

  @Nested
  class AnIdempotencyKey {

    @Test
    void givesTheSameAnswerAgain() {
      Call.Answer first = post("k1", THREE_TEAS);

      Call.Answer again =
          post("k1", " { \"lines\": [{\"quantity\": 3, \"productId\": \"tea\"}] } ");

      assertThat(again.status()).isEqualTo(201);
      assertThat(again.body()).isEqualTo(first.body());
      assertThat(again.header("Location")).isEqualTo(first.header("Location"));
      assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
      assertThat(first.header("Idempotent-Replayed")).isEmpty();
      assertThat(Long.parseLong(again.header("X-Fresh-After")))
          .isGreaterThan(Api.NOW.toEpochMilli());
    }

    @Test
    void isRefusedForAnotherOrder() {
      post("k1", THREE_TEAS);

      Call.Answer other = post("k1", THREE_TEAS.replace("3", "4"));

      assertThat(other.problem()).isEqualTo("422 Idempotency-Key");
      assertThat(api.reads.stats(ALICE)).contains(new StatsItem(ALICE, 1, 1350));
    }

    @Test
    void isRequired() {
      assertThat(api.postOrder(ALICE).body(THREE_TEAS).answer().problem())
          .isEqualTo("400 Idempotency-Key");
      nothingIsOrdered();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "ü", "\u0007"})
    void ofOtherThanVisibleAsciiIsRefused(String key) {
      assertThat(post(key, THREE_TEAS).problem()).isEqualTo("400 Idempotency-Key");
      nothingIsOrdered();
    }

    @Test
    void hasAtMost128Characters() {
      assertThat(post("k".repeat(129), THREE_TEAS).problem()).isEqualTo("400 Idempotency-Key");
      assertThat(post("#~!".repeat(42) + "/?", THREE_TEAS).status()).isEqualTo(201);
    }

    @Test
    void sentTwiceAtOnceGivesOneOrder() throws Exception {
      Call call = api.postOrder(ALICE).header("Idempotency-Key", "k1").body(THREE_TEAS);

      List<Call.Answer> answers = Concurrently.answers(List.of(call, call));

      assertThat(answers).extracting(Call.Answer::status).containsExactly(201, 201);
      assertThat(answers.get(0).body()).isEqualTo(answers.get(1).body());
      assertThat(answers)
          .extracting(answer -> answer.header("Idempotent-Replayed"))
          .containsExactlyInAnyOrder("", "true");
      assertThat(api.reads.orders(ALICE, PageRequest.first(5)).items()).hasSize(1);
    }
  }

  @Nested
  class ABody {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "{\"lines\": [                                             | 400 lines",
          "7                                                         | 400 body",
          "{}                                                        | 400 lines",
          "{\"lines\": []}                                           | 400 lines",
          "{\"lines\": [null]}                                       | 400 lines[0]",
          "{\"lines\": \"tea\"}                                      | 400 lines",
          "{\"lines\": [{\"quantity\": 1}]}                          | 400 lines[0].productId",
          "{\"lines\": [{\"productId\": \"tea\"}]}                   | 400 lines[0].quantity",
          "{\"lines\": [{\"productId\": \"t t\", \"quantity\": 1}]}  | 400 lines[0].productId",
          "{\"lines\": [{\"productId\": \"tea\", \"quantity\": 0}]}  | 400 lines[0].quantity",
          "{\"lines\": [{\"productId\": \"tea\", \"quantity\": 100}]}| 400 lines[0].quantity",
          "{\"lines\": [{\"productId\": \"tea\", \"quantity\": 1.5}]}| 400 lines[0].quantity",
          "{\"lines\": [{\"productId\": \"tea\", \"quantity\": \"1\"}]}| 400 lines[0].quantity",
          "{\"lines\": [{\"productId\": \"tea\", \"quantity\": 1e99}]}| 400 lines[0].quantity",
          "{\"lines\": [{\"productId\": \"tea\", \"quantity\": 1, \"price\": 1}]}| 400 lines[0].price",
          "{\"lines\": [{\"productId\": \"tea\", \"quantity\": 1}], \"note\": 1}                              | 400 note"
        })
    void thatIsNotAnOrderIsRefusedByTheFieldAtFault(String body, String problem) {
      assertThat(post("k1", body).problem()).isEqualTo(problem);
      nothingIsOrdered();
    }

    @Test
    void namesTheFirstLineWhoseProductIsUnknown() {
      String body =
          """
          {"lines": [{"productId": "tea", "quantity": 1},
                     {"productId": "mug", "quantity": 1},
                     {"productId": "mug", "quantity": 1}]}\
          """;

      assertThat(post("k1", body).problem()).isEqualTo("400 lines[1].productId");
      nothingIsOrdered();
    }

    @Test
    void namesTheLineAtFault() {
      String body =
          """
          {"lines": [{"productId": "tea", "quantity": 1},
                     {"productId": "tea", "quantity": 2},
                     {"productId": "tea", "quantity": -1}]}\
          """;

      assertThat(post("k1", body).problem()).isEqualTo("400 lines[2].quantity");
    }

    @Test
    void hasAtMostTwentyFiveLines() {
      assertThat(post("k1", lines(26)).problem()).isEqualTo("400 lines");
      assertThat(post("k2", lines(25)).status()).isEqualTo(201);
    }

    @Test
    void ofAMegabyteIsTooLarge() {
      assertThat(post("k1", " ".repeat(1_000_000) + THREE_TEAS).problem()).isEqualTo("413 body");
      nothingIsOrdered();
    }

    private String lines(int count) {
      List<String> lines =
          IntStream.range(0, count)
              .mapToObj(_ -> "{\"productId\":\"tea\",\"quantity\":1}")
              .toList();
      return "{\"lines\":[" + String.join(",", lines) + "]}";
    }
  }

  @Test
  void statsAreRightAfterOrdersOfTwoUsersPlacedAtOnce() throws Exception {
    List<Call> calls =
        IntStream.range(0, 10)
            .mapToObj(number ->
                api.postOrder(number % 2 == 0 ? ALICE : BOB)
                    .header("Idempotency-Key", "k" + number)
                    .body(THREE_TEAS))
            .toList();

    assertThat(Concurrently.answers(calls)).extracting(Call.Answer::status).containsOnly(201);
    assertThat(api.reads.stats(ALICE)).contains(new StatsItem(ALICE, 5, 6750));
    assertThat(api.reads.stats(BOB)).contains(new StatsItem(BOB, 5, 6750));
  }

  private Call.Answer post(String key, String body) {
    return api.postOrder(ALICE).header("Idempotency-Key", key).body(body).answer();
  }

  private void nothingIsOrdered() {
    assertThat(api.reads.stats(ALICE)).contains(new StatsItem(ALICE, 0, 0));
    assertThat(api.reads.orders(ALICE, PageRequest.first(5)).items()).isEmpty();
  }
}
