package dev.freshet.readapi;

import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.lambda.json.Json;
import dev.freshet.table.item.ProfileItem;
import dev.freshet.table.read.TableReads;
import dev.freshet.viewcache.protocol.Answer.Source;
import dev.freshet.viewcache.protocol.CachedViews;
import dev.freshet.viewcache.protocol.LoadedView;
import dev.freshet.viewcache.protocol.ServedView;
import dev.freshet.viewcache.protocol.ViewRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Joins the cards of the users that a page names to it, at every read: each card is a view of its
 * own user, cached once for all pages that show it. Blocks for one call of the cache, and for one
 * load and one more call if cards are missing.
 */
final class CardJoin {
  private final TableReads table;
  private final CachedViews cards;

  /**
   * @param cards serves them, and counts what it does
   */
  CardJoin(TableReads table, CachedViews cards) {
    this.table = table;
    this.cards = cards;
  }

  /**
   * A joined page, and the views that it consists of.
   *
   * @param content the body
   * @param own the requested view
   * @param cards the cards on the page
   */
  record Joined(LoadedView content, ServedView own, List<ServedView> cards) {
    /** A page that shows no cards. */
    static Joined of(ServedView own) {
      return new Joined(new LoadedView(own.page().etag(), own.page().body()), own, List.of());
    }

    List<ServedView> parts() {
      List<ServedView> parts = new ArrayList<>(cards);
      parts.addFirst(own);
      return parts;
    }

    /** The table, if any part was loaded. */
    Source source() {
      boolean cached = parts().stream().allMatch(part -> part.source() == Source.CACHE);
      return cached ? Source.CACHE : Source.TABLE;
    }

    Duration cacheTime() {
      return time(ServedView::cacheTime);
    }

    Duration loadTime() {
      return time(ServedView::loadTime);
    }

    /** The cards go side by side: they took as long as the slowest of them. */
    private Duration time(Function<ServedView, Duration> time) {
      return time.apply(own)
          .plus(cards.stream().map(time).max(Duration::compareTo).orElse(Duration.ZERO));
    }
  }

  Joined join(ViewRequest request, ServedView page) {
    NamedUsers named = Json.read(page.page().body(), NamedUsers.class);
    List<Owner> owners = named.users().stream().map(Owner::of).toList();
    List<ServedView> parts =
        cards.serveAll(owners.stream().map(owner -> card(owner, request)).toList(), this::load);
    List<Card> shown =
        parts.stream().map(part -> Json.read(part.page().body(), Card.class)).toList();
    return new Joined(PageBody.of(named.shown(shown)).loaded(), page, parts);
  }

  /** As fresh as the page has to be, and at the edge no longer than it. */
  private static ViewRequest card(Owner owner, ViewRequest page) {
    View view = ViewCatalogue.CARD.atEdgeNoLongerThan(page.view().edgeTtl());
    return new ViewRequest(owner, view, "", page.fresh(), page.tokenExpiry(), Optional.empty());
  }

  private List<LoadedView> load(List<ViewRequest> requests) {
    List<UserId> users =
        requests.stream().map(request -> new UserId(request.owner().id())).toList();
    Map<UserId, ProfileItem> profiles = table.profiles(users);
    return users.stream().map(user -> PageBody.of(Card.of(user, profiles)).loaded()).toList();
  }
}
