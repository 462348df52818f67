package dev.freshet.writeapi;

import static dev.freshet.writeapi.Api.ALICE;
import static dev.freshet.writeapi.Api.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.Ulid;
import dev.freshet.domain.UserId;
import dev.freshet.servers.TestTables;
import dev.freshet.table.item.NotificationStatus;
import dev.freshet.table.read.PageRequest;
import dev.freshet.table.write.NotificationWrites;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadNotificationIT {
  private static final TestTables TABLES = TestTables.start();

  private final Api api = Api.over(TABLES);

  @AfterAll
  static void stop() {
    TABLES.close();
  }

  @Test
  void aNotificationIsMarkedAsRead() {
    Ulid id = notify(ALICE);

    Call.Answer answer = api.readNotification(ALICE, id).answer();

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.event().getBody()).isEmpty();
    assertThat(count(NotificationStatus.READ)).isEqualTo(1);
    assertThat(count(NotificationStatus.UNREAD)).isZero();
  }

  @Test
  void doneAgainTheAnswerIsTheSame() {
    Ulid id = notify(ALICE);
    Call call = api.readNotification(ALICE, id);

    assertThat(call.answer().event()).isEqualTo(call.answer().event());
    assertThat(Long.parseLong(call.answer().header("X-Fresh-After")))
        .isGreaterThan(Api.NOW.toEpochMilli());
  }

  @Test
  void doneAtOnceEveryAnswerIsTheSame() throws Exception {
    Call call = api.readNotification(ALICE, notify(ALICE));

    assertThat(Concurrently.answers(List.of(call, call, call)))
        .extracting(Call.Answer::status)
        .containsExactly(204, 204, 204);
    assertThat(count(NotificationStatus.READ)).isEqualTo(1);
  }

  @Test
  void nobodyReadsWhatIsAnothers() {
    Ulid id = notify(BOB);

    assertThat(api.readNotification(ALICE, id).answer().problem()).isEqualTo("404 id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"01HV0000000000000000000000", "nonsense", "READ#1", " "})
  void whatIsNotThereCannotBeRead(String id) {
    assertThat(api.readNotification(ALICE, id).answer().problem()).isEqualTo("404 id");
  }

  private Ulid notify(UserId user) {
    return new NotificationWrites(api.table).create(user, "Hello", "setup").id();
  }

  private int count(NotificationStatus status) {
    return api.reads.notifications(ALICE, status, PageRequest.first(5)).items().size();
  }
}
