package dev.freshet.domain;

import static dev.freshet.domain.ItemType.ACTIVITY;
import static dev.freshet.domain.ItemType.DELETION;
import static dev.freshet.domain.ItemType.FOLLOWER;
import static dev.freshet.domain.ItemType.FOLLOWER_COUNT;
import static dev.freshet.domain.ItemType.FOLLOWING;
import static dev.freshet.domain.ItemType.FOLLOWING_COUNT;
import static dev.freshet.domain.ItemType.NOTIFICATION_READ;
import static dev.freshet.domain.ItemType.NOTIFICATION_UNREAD;
import static dev.freshet.domain.ItemType.ORDER;
import static dev.freshet.domain.ItemType.PREFERENCES;
import static dev.freshet.domain.ItemType.PRODUCT;
import static dev.freshet.domain.ItemType.PROFILE;
import static dev.freshet.domain.ItemType.STATS;
import static dev.freshet.domain.View.any;
import static dev.freshet.domain.View.only;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * All views and the changes that each shows. Add new views here only. The stream consumer looks up
 * the views of a change, the read functions the settings of a view.
 */
public final class ViewCatalogue {

  /** Evictions keep Redis fresh. This TTL bounds the staleness that a bug in them could cause. */
  private static final Duration CACHE_TTL = Duration.ofHours(1);

  public static final View DASHBOARD =
      ofUser(
          "dashboard",
          Duration.ofMinutes(5),
          only(PROFILE, "name"),
          any(STATS),
          any(ACTIVITY),
          any(NOTIFICATION_UNREAD));

  public static final View ORDERS = ofUser("orders", Duration.ofMinutes(10), any(ORDER));

  public static final View PROFILE_PAGE = ofUser("profile", Duration.ofMinutes(30), any(PROFILE));

  public static final View NOTIFICATIONS =
      ofUser(
          "notifications", Duration.ofMinutes(5), any(NOTIFICATION_UNREAD), any(NOTIFICATION_READ));

  public static final View FOLLOWERS =
      ofUser("followers", Duration.ofMinutes(5), any(FOLLOWER), any(FOLLOWER_COUNT));

  public static final View FOLLOWING_PAGE =
      ofUser("following", Duration.ofMinutes(5), any(FOLLOWING), any(FOLLOWING_COUNT));

  public static final View PREFERENCES_PAGE =
      ofUser("preferences", Duration.ofMinutes(30), any(PREFERENCES));

  /**
   * A user as other users' pages show them. Cached pages contain the id, and join the card at read
   * time.
   */
  public static final View CARD = ofUser("card", Duration.ofMinutes(30), only(PROFILE, "name"));

  public static final View PRODUCT_PAGE =
      new View(
          new ViewName("product"),
          Owner.Kind.PRODUCT,
          CACHE_TTL,
          Duration.ofMinutes(30),
          Period.UNBOUNDED,
          List.of(any(PRODUCT)));

  /** The catalogue that the functions are deployed with. */
  public static final ViewCatalogue FRESHET =
      new ViewCatalogue(
          List.of(
              DASHBOARD,
              ORDERS,
              PROFILE_PAGE,
              NOTIFICATIONS,
              FOLLOWERS,
              FOLLOWING_PAGE,
              PREFERENCES_PAGE,
              CARD,
              PRODUCT_PAGE));

  private final Map<ViewName, View> views = new LinkedHashMap<>();

  public ViewCatalogue(Collection<View> views) {
    for (View view : views) {
      if (this.views.put(view.name(), view) != null) {
        throw new IllegalArgumentException("the catalogue has two views " + view.name());
      }
    }
  }

  public Collection<View> views() {
    return List.copyOf(views.values());
  }

  /** The view of this name, or empty: an event may name a view that was since removed. */
  public Optional<View> find(ViewName name) {
    return Optional.ofNullable(views.get(name));
  }

  /** The views of the item's owner that show a change of these attributes, sorted by name. */
  public SortedSet<ViewName> showing(ItemKey key, Set<String> attributes) {
    SortedSet<ViewName> names = new TreeSet<>();
    key.owner()
        .ifPresent(owner ->
            views.values().stream()
                .filter(view -> view.ownerKind() == owner.kind())
                .filter(view -> view.shows(key.type(), attributes))
                .forEach(view -> names.add(view.name())));
    return names;
  }

  /**
   * The tags of every edge copy that shows this view of this owner, alone or on another user's
   * page. A purge of any of these tags removes all such copies.
   *
   * <p>A card is on pages of other users, so it has its own tag. The owner's views that show the
   * whole card carry this tag, too: a change of the card changes them, and one purge removes all.
   */
  public List<CacheTag> tags(Owner owner, ViewName name) {
    if (name.equals(CARD.name())) {
      return List.of(CacheTag.ofCard(owner));
    }
    List<CacheTag> tags = new ArrayList<>(List.of(CacheTag.of(owner), CacheTag.of(owner, name)));
    if (find(name).filter(view -> view.showsAllOf(CARD)).isPresent()) {
      tags.add(CacheTag.ofCard(owner));
    }
    return List.copyOf(tags);
  }

  /** Every view of a user goes with the user: none outlives the deletion of an account. */
  private static View ofUser(String name, Duration edgeTtl, View.Dependency... dependencies) {
    return new View(
        new ViewName(name),
        Owner.Kind.USER,
        CACHE_TTL,
        edgeTtl,
        Period.UNBOUNDED,
        Stream.concat(Stream.of(dependencies), Stream.of(any(DELETION))).toList());
  }
}
