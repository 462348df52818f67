package dev.freshet.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.UserId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final Map<String, String> EDGE =
      Map.of("X-Cache", "Hit from cloudfront", "X-View-Source", "table");
  private static final Map<String, String> REDIS =
      Map.of("X-Cache", "Miss from cloudfront", "X-View-Source", "cache");
  private static final Map<String, String> TABLE =
      Map.of("X-Cache", "Miss from cloudfront", "X-View-Source", "table");

  private final SoakClock clock = new SoakClock();
  private final Person ann = new Person(new UserId("ann"));
  private final Person ben = new Person(new UserId("ben"));
  private final Violations violations = new Violations();
  private final FaultLog faults = new FaultLog();
  private final Judge judge = new Judge(List.of(ann, ben), violations, faults, new Tally());

  @Nested
  class AnAnswerThatMissesAnAcknowledgedChange {
    private final Change rename = renamed(ann, 1);

    @Test
    void isTooOldForAReadWithFresh() {
      profile(ann.ask(true, clock), REDIS, "No 0 of ann", false);

      assertViolations(Violation.Kind.OLDER_THAN_FRESH);
      assertThat(violations.first().getFirst().told())
          .contains("ann's RENAME 1")
          .contains("No 0 of ann");
    }

    @Test
    void isMeasuredAndAllowedForAReadWithout() {
      profile(ann.ask(false, clock), EDGE, "No 0 of ann", false);
      profile(ann.ask(false, clock), REDIS, "No 1 of ann", false);

      assertViolations();
      assertThat(rename.missedFor(Tier.EDGE).orElseThrow()).isPositive();
      assertThat(rename.missedFor(Tier.REDIS)).hasValue(0);
    }

    @Test
    void cannotComeFromTheTable() {
      profile(ann.ask(false, clock), TABLE, "No 0 of ann", false);

      assertViolations(Violation.Kind.STALE_FROM_TABLE);
    }

    @Test
    void isStaleOnceItIsQuiet() {
      profile(ann.ask(false, clock), EDGE, "No 0 of ann", true);

      assertViolations(Violation.Kind.STALE_WHEN_QUIET);
    }

    @Test
    void mayHaveBeenAskedForBefore() {
      Person.Question before = ben.ask(false, clock);
      renamed(ben, 1);

      judge.shown(
          new Look(ben, Page.PROFILE, before, false),
          reply(200, TABLE, ""),
          Seen.profile(reply(200, TABLE, profileOf("ben", "No 0 of ben")).json(), ben.id()));

      assertViolations();
    }
  }

  @Nested
  class APageOfUsers {
    @Test
    void showsANameFromBeforeTheReadersOwnChange() {
      renamed(ben, 1);
      renamed(ann, 1);

      following(ann.ask(true, clock), "No 0 of ben");

      assertViolations(Violation.Kind.OLDER_THAN_FRESH);
    }

    @Test
    void mayMissANameFromAfterTheReadersOwnChange() {
      renamed(ann, 1);
      renamed(ben, 1);

      following(ann.ask(true, clock), "No 0 of ben");

      assertViolations();
    }

    @Test
    void showsWhomOneFollowsUntilOneDoesNoMore() {
      Change follow = ann.beginToFollow(ben, clock);
      ann.acknowledge(follow, "", 1, clock);
      users(ann.ask(true, clock), "");
      assertViolations(Violation.Kind.OLDER_THAN_FRESH);

      ann.beginToFollow(ben, clock);
      users(ann.ask(true, clock), "");
      assertViolations(Violation.Kind.OLDER_THAN_FRESH);
    }

    private void following(Person.Question question, String name) {
      users(question, "{\"id\":\"ben\",\"name\":\"" + name + "\"}");
    }

    private void users(Person.Question question, String card) {
      Reply reply = reply(200, REDIS, "{\"total\":1,\"users\":[" + card + "]}");
      judge.shown(
          new Look(ann, Page.FOLLOWING, question, false), reply, Seen.users(reply.json(), 40));
    }
  }

  @Nested
  class WhatAnAnswerShows {
    @Test
    void belongsToWhoAsked() {
      Reply reply = reply(200, EDGE, profileOf("ben", "No 0 of ben"));

      judge.shown(
          new Look(ann, Page.PROFILE, ann.ask(false, clock), false),
          reply,
          Seen.profile(reply.json(), ann.id()));

      assertViolations(Violation.Kind.OTHERS_DATA);
    }

    @Test
    void wasWrittenBySomebody() {
      profile(ann.ask(false, clock), REDIS, "No 3 of ann", false);

      assertViolations(Violation.Kind.NEVER_WRITTEN);
    }
  }

  @Nested
  class AnError {
    private static final Map<String, String> KEPT_NOWHERE =
        Map.of("X-Cache", "Error from cloudfront", "Cache-Control", "no-store");

    @Test
    void needsAFaultThatExplainsIt() {
      long sentAt = clock.now();
      faults.began("redis-killed", sentAt);
      judge.error(reply(503, KEPT_NOWHERE, ""), sentAt);
      assertViolations(Violation.Kind.UNEXPLAINED_ERROR);

      faults.began("table-throttled", sentAt);
      judge.error(reply(503, KEPT_NOWHERE, ""), sentAt);
      assertViolations(Violation.Kind.UNEXPLAINED_ERROR);
    }

    @Test
    void ofTheClientsIsNeverExplained() {
      long sentAt = clock.now();
      faults.began("function-crash", sentAt);

      judge.error(reply(404, KEPT_NOWHERE, ""), sentAt);

      assertViolations(Violation.Kind.UNEXPLAINED_ERROR);
    }

    @Test
    void isKeptNowhere() {
      long sentAt = clock.now();
      faults.began("function-crash", sentAt);

      judge.error(reply(503, Map.of("X-Cache", "Error from cloudfront"), ""), sentAt);

      assertViolations(Violation.Kind.KEPT_ERROR);
    }

    @Test
    void isAllThatAnExpiredTokenGets() {
      long sentAt = clock.now();
      judge.expired(reply(401, KEPT_NOWHERE, ""), sentAt);
      assertViolations();

      judge.expired(reply(200, EDGE, "{}"), sentAt);
      assertViolations(Violation.Kind.EXPIRED_TOKEN);
    }
  }

  private Change renamed(Person person, int number) {
    Change change = person.begin(Change.Kind.RENAME, number, clock);
    person.acknowledge(change, "", 1, clock);
    return change;
  }

  private void profile(
      Person.Question question, Map<String, String> headers, String name, boolean quiet) {
    Reply reply = reply(200, headers, profileOf("ann", name));
    judge.shown(
        new Look(ann, Page.PROFILE, question, quiet), reply, Seen.profile(reply.json(), ann.id()));
  }

  private static String profileOf(String user, String name) {
    return "{\"userId\":\"" + user + "\",\"name\":\"" + name + "\"}";
  }

  private Reply reply(int status, Map<String, String> headers, String body) {
    return new Reply("GET /somewhere", new CannedResponse(status, headers, body), clock.now());
  }

  private void assertViolations(Violation.Kind... kinds) {
    assertThat(violations.first()).extracting(Violation::kind).containsExactly(kinds);
  }
}
