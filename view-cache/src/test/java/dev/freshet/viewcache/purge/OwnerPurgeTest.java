package dev.freshet.viewcache.purge;

import static dev.freshet.viewcache.lease.LeaseFixture.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.CacheTag;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.domain.ViewsEvicted.Eviction;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnerPurgeTest {
  private static final CacheTag EVERYTHING = CacheTag.of(ALICE);
  private static final CacheTag CARD = CacheTag.ofCard(ALICE);

  private static OwnerPurge purge(View... views) {
    OwnerPurge purge = OwnerPurge.of(ALICE);
    for (View view : views) {
      Eviction eviction = new Eviction(view.name(), null);
      purge.add(0, PurgeFixture.notice(ALICE, eviction), eviction);
    }
    return purge;
  }

  private static List<CacheTag> tags(View... views) {
    return purge(views).tags(ViewCatalogue.FRESHET);
  }

  @Test
  void oneViewIsPurgedByItsOwnTag() {
    assertThat(tags(ViewCatalogue.ORDERS))
        .containsExactly(CacheTag.of(ALICE, ViewCatalogue.ORDERS.name()));
  }

  @Test
  void severalViewsArePurgedByTheTagOfTheirOwner() {
    assertThat(tags(ViewCatalogue.ORDERS, ViewCatalogue.NOTIFICATIONS)).containsExactly(EVERYTHING);
  }

  @Test
  void aCardIsPurgedWithAllViewsThatShowWhatItDoes() {
    assertThat(tags(ViewCatalogue.CARD)).containsExactly(CARD);
    assertThat(tags(ViewCatalogue.CARD, ViewCatalogue.PROFILE_PAGE, ViewCatalogue.DASHBOARD))
        .containsExactly(CARD);
  }

  @Test
  void viewsBesideACardNeedOneTagMore() {
    assertThat(tags(ViewCatalogue.CARD, ViewCatalogue.PROFILE_PAGE, ViewCatalogue.ORDERS))
        .containsExactly(CARD, CacheTag.of(ALICE, ViewCatalogue.ORDERS.name()));
    assertThat(
            tags(
                ViewCatalogue.CARD,
                ViewCatalogue.PROFILE_PAGE,
                ViewCatalogue.ORDERS,
                ViewCatalogue.NOTIFICATIONS))
        .containsExactly(CARD, EVERYTHING);
  }

  @Test
  void viewsThatShowACardAreNotPurgedByItsTagUnlessItChanged() {
    assertThat(tags(ViewCatalogue.PROFILE_PAGE, ViewCatalogue.DASHBOARD))
        .containsExactly(EVERYTHING);
  }

  @Test
  void theNoticesThatAskForItAreNamedOnce() {
    OwnerPurge purge = OwnerPurge.of(ALICE);
    Eviction eviction = new Eviction(ViewCatalogue.ORDERS.name(), null);
    for (int notice : new int[] {3, 1, 3}) {
      purge.add(notice, PurgeFixture.notice(ALICE, eviction), eviction);
    }
    assertThat(purge.notices()).containsExactly(1, 3);
  }
}
