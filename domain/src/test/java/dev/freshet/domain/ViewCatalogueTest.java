package dev.freshet.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;

class ViewCatalogueTest {
  private static final UserId ALICE = new UserId("alice");

  @Test
  void aChangeReachesTheViewsThatShowIt() {
    assertThat(showing(ItemType.PROFILE, "name"))
        .containsExactly(new ViewName("dashboard"), new ViewName("profile"));
    assertThat(showing(ItemType.STATS, "orders")).containsExactly(new ViewName("dashboard"));
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
    return ViewCatalogue.FRESHET.showing(ItemKey.of(type, ALICE), Set.of(attribute));
  }
}
