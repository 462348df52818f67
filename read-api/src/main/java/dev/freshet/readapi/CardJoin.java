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
import dev.freshet.viewcache.protocol.EdgePolicy;
import dev.freshet.viewcache.protocol.LoadedView;
import dev.freshet.viewcache.protocol.ServedView;
import dev.freshet.viewcache.protocol.ViewRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  /** The page with its cards, and whose they are. */
  record Joined(ServedView served, List<Owner> cards) {}

  /**
   * @param pages served the page
   */
  Joined join(ViewRequest request, ServedView page, CachedViews pages) {
    NamedUsers named = Json.read(page.body(), NamedUsers.class);
    List<Owner> owners = named.users().stream().map(Owner::of).toList();
    List<ServedView> parts =
        cards.serveAll(owners.stream().map(owner -> card(owner, request)).toList(), this::load);
    LoadedView body =
        Shown.of(
                named.shown(
                    parts.stream().map(part -> Json.read(part.body(), Card.class)).toList()))
            .loaded();
    List<ServedView> all = new ArrayList<>(parts);
    all.addFirst(page);
    return new Joined(served(page, parts, body, pages.together(request, all)), owners);
  }

  /** As fresh as the page has to be, and at the edge no longer than it. */
  private static ViewRequest card(Owner owner, ViewRequest page) {
    View view = ViewCatalogue.CARD.atEdgeNoLongerThan(page.view().edgeTtl());
    return new ViewRequest(owner, view, "", page.fresh(), page.tokenExpiry());
  }

  private List<LoadedView> load(List<ViewRequest> requests) {
    List<UserId> users =
        requests.stream().map(request -> new UserId(request.owner().id())).toList();
    Map<UserId, ProfileItem> profiles = table.profiles(users);
    return users.stream().map(user -> Shown.of(Card.of(user, profiles)).loaded()).toList();
  }

  private static ServedView served(
      ServedView page, List<ServedView> parts, LoadedView body, EdgePolicy edge) {
    boolean allCached = parts.stream().allMatch(part -> part.source() == Source.CACHE);
    return new ServedView(
        body.body(),
        body.etag(),
        page.loadedAt(),
        allCached ? page.source() : Source.TABLE,
        edge,
        page.agreedAt(),
        page.cacheTime().plus(longest(parts, ServedView::cacheTime)),
        page.loadTime().plus(longest(parts, ServedView::loadTime)));
  }

  /** Side by side, they took as long as the slowest of them. */
  private static Duration longest(List<ServedView> parts, Function<ServedView, Duration> time) {
    return parts.stream().map(time).max(Duration::compareTo).orElse(Duration.ZERO);
  }
}
