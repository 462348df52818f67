package dev.freshet.writeapi;

import static dev.freshet.writeapi.Api.ALICE;
import static dev.freshet.writeapi.Api.BOB;
import static dev.freshet.writeapi.Api.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.UserId;
import dev.freshet.servers.TestTables;
import dev.freshet.table.read.UserPage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FollowIT {
  private static final TestTables TABLES = TestTables.start();

  private final Api api = Api.over(TABLES);

  @AfterAll
  static void stop() {
    TABLES.close();
  }

  @Test
  void aUserFollowsAnotherAndFollowsThemNoLonger() {
    Call.Answer answer = api.follow(ALICE, "bob").answer();

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.event().getBody()).isEmpty();
    assertThat(Long.parseLong(answer.header("X-Fresh-After")))
        .isGreaterThan(Api.NOW.toEpochMilli());
    assertThat(followersOfBob()).isEqualTo(page(ALICE));

    assertThat(api.unfollow(ALICE, "bob").answer().status()).isEqualTo(204);
    assertThat(followersOfBob()).isEqualTo(page());
  }

  @Test
  void doneAgainTheAnswerIsTheSameAndNothingIsCountedTwice() {
    Call follow = api.follow(ALICE, "bob");
    assertThat(follow.answer().event()).isEqualTo(follow.answer().event());
    assertThat(followersOfBob()).isEqualTo(page(ALICE));

    Call unfollow = api.unfollow(ALICE, "bob");
    assertThat(unfollow.answer().event()).isEqualTo(unfollow.answer().event());
    assertThat(followersOfBob()).isEqualTo(page());
  }

  @Test
  void doneAtOnceItIsCountedOnce() throws Exception {
    Call follow = api.follow(ALICE, "bob");

    assertThat(Concurrently.answers(List.of(follow, follow, follow)))
        .extracting(Call.Answer::status)
        .containsExactly(204, 204, 204);
    assertThat(followersOfBob()).isEqualTo(page(ALICE));
  }

  @Test
  void nobodyFollowsOneself() {
    assertThat(api.follow(ALICE, "alice").answer().problem()).isEqualTo("400 id");
    assertThat(api.unfollow(ALICE, "alice").answer().problem()).isEqualTo("400 id");
  }

  @Test
  void nobodyFollowsWhoIsNotThere() {
    assertThat(api.follow(ALICE, "stranger").answer().problem()).isEqualTo("404 id");
    assertThat(api.unfollow(ALICE, "stranger").answer().problem()).isEqualTo("404 id");
  }

  @Test
  void whoHasNoAccountFollowsNobody() {
    assertThat(api.follow(STRANGER, "bob").answer().problem()).isEqualTo("404");
    assertThat(followersOfBob()).isEqualTo(page());
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "a b", "b%", "", " "})
  void whatCannotBeAnIdIsRefused(String id) {
    assertThat(api.follow(ALICE, id).answer().problem()).isEqualTo("400 id");
    assertThat(api.unfollow(ALICE, id).answer().problem()).isEqualTo("400 id");
  }

  private UserPage followersOfBob() {
    return api.reads.followers(BOB, 5, Optional.empty());
  }

  private static UserPage page(UserId... users) {
    return new UserPage(users.length, List.of(users), Optional.empty());
  }
}
