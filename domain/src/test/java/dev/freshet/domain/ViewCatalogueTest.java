package dev.freshet.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ViewCatalogueTest {
  private static final UserId ALICE = new UserId("alice");

  @Test
  void aChangeReachesTheViewsThatShowIt() {
    assertThat(showing(ItemType.PROFILE, "name"))
        .containsExactly(new ViewName("card"), new ViewName("dashboard"), new ViewName("profile"));
    assertThat(showing(ItemType.STATS, "orders")).containsExactly(new ViewName("dashboard"));
  }

  @Test
  void eachOfTheTwoFollowCountsReachesItsOwnPage() {
    assertThat(showing(ItemKey.shard(ItemType.FOLLOWER_COUNT, ALICE, 7), "count"))
        .containsExactly(new ViewName("followers"));
    assertThat(showing(ItemKey.shard(ItemType.FOLLOWING_COUNT, ALICE, 7), "count"))
        .containsExactly(new ViewName("following"));
  }

  @Nested
  class Tags {
    private static final Owner OWNER = Owner.of(ALICE);

    @Test
    void aViewIsPurgedByItsOwnTagOrItsOwners() {
      assertThat(ViewCatalogue.FRESHET.tags(OWNER, ViewCatalogue.ORDERS.name()))
          .containsExactly(new CacheTag("u-alice"), new CacheTag("u-alice.orders"));
    }

    @Test
    void aCardIsPurgedByItsOwnTagOnlyAsItStandsOnPagesOfOthers() {
      assertThat(ViewCatalogue.FRESHET.tags(OWNER, ViewCatalogue.CARD.name()))
          .containsExactly(new CacheTag("c-alice"));
    }

    @Test
    void anOwnViewThatShowsAllThatTheCardDoesIsPurgedWithIt() {
      assertThat(ViewCatalogue.FRESHET.tags(OWNER, ViewCatalogue.DASHBOARD.name()))
          .containsExactly(
              new CacheTag("u-alice"), new CacheTag("u-alice.dashboard"), new CacheTag("c-alice"));
      assertThat(ViewCatalogue.FRESHET.tags(OWNER, ViewCatalogue.PROFILE_PAGE.name()))
          .contains(new CacheTag("c-alice"));
    }

    @Test
    void aViewThatIsNoLongerInTheCatalogueIsStillPurged() {
      assertThat(ViewCatalogue.FRESHET.tags(OWNER, new ViewName("gone")))
          .containsExactly(new CacheTag("u-alice"), new CacheTag("u-alice.gone"));
    }
  }

  @Nested
  class CoveringDependencies {

    @Test
    void allAttributesCoverSomeButNotTheOtherWayRound() {
      assertThat(View.any(ItemType.PROFILE).covers(View.only(ItemType.PROFILE, "name"))).isTrue();
      assertThat(View.only(ItemType.PROFILE, "name").covers(View.any(ItemType.PROFILE))).isFalse();
    }

    @Test
    void someAttributesCoverThoseAmongThem() {
      var nameAndPicture = View.only(ItemType.PROFILE, "name", "picture");
      assertThat(nameAndPicture.covers(View.only(ItemType.PROFILE, "name"))).isTrue();
      assertThat(View.only(ItemType.PROFILE, "name").covers(nameAndPicture)).isFalse();
      assertThat(View.only(ItemType.STATS, "name").covers(View.only(ItemType.PROFILE, "name")))
          .isFalse();
    }
  }

  @Test
  void aChangeOfAnAttributeThatAViewDoesNotShowLeavesItAlone() {
    assertThat(showing(ItemType.PROFILE, "email")).containsExactly(new ViewName("profile"));
  }

  @Test
  void aChangeThatNobodyShowsReachesNoView() {
    assertThat(ViewCatalogue.FRESHET.showing(ItemKey.idempotency(ALICE, "k"), Set.of("body")))
        .isEmpty();
  }

  @Test
  void twoViewsOfOneNameAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new ViewCatalogue(List.of(ViewCatalogue.DASHBOARD, ViewCatalogue.DASHBOARD)));
  }

  @Test
  void eachViewHasItsLifetimeAtTheEdge() {
    assertThat(ViewCatalogue.DASHBOARD.edgeTtl()).hasMinutes(5);
    assertThat(ViewCatalogue.ORDERS.edgeTtl()).hasMinutes(10);
    assertThat(ViewCatalogue.PROFILE_PAGE.edgeTtl()).hasMinutes(30);
  }

  private static SortedSet<ViewName> showing(ItemType type, String attribute) {
    return showing(ItemKey.of(type, ALICE), attribute);
  }

  private static SortedSet<ViewName> showing(ItemKey key, String attribute) {
    return ViewCatalogue.FRESHET.showing(key, Set.of(attribute));
  }
}
