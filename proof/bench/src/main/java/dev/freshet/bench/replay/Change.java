package dev.freshet.bench.replay;

import dev.freshet.domain.ItemKey;
import dev.freshet.domain.ItemType;
import dev.freshet.domain.Ulid;
import dev.freshet.domain.UserId;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The change of a write.
 *
 * @param attributes one changed attribute of each item
 */
record Change(Map<ItemType, String> attributes) {
  private static final UserId ANY_USER = new UserId("any");
  private static final Ulid ANY_ITEM = new Ulid("01ARZ3NDEKTSV4RRFFQ69G5FAV");

  private static final Change ORDER =
      new Change(
          Map.of(
              ItemType.ORDER,
              "totalCents",
              ItemType.STATS,
              "orders",
              ItemType.ACTIVITY,
              "description",
              ItemType.NOTIFICATION_UNREAD,
              "message"));
  private static final Change RENAME = new Change(Map.of(ItemType.PROFILE, "name"));
  private static final Change NOTIFICATION_READ =
      new Change(
          Map.of(ItemType.NOTIFICATION_UNREAD, "message", ItemType.NOTIFICATION_READ, "message"));
  private static final Change ADDRESS = new Change(Map.of(ItemType.PROFILE, "email"));

  /** Numbers of orders, renames, read notifications and address changes. */
  static List<Change> of(int orders, int renames, int notifications, int addresses) {
    List<Change> changes = new ArrayList<>();
    changes.addAll(Collections.nCopies(orders, ORDER));
    changes.addAll(Collections.nCopies(renames, RENAME));
    changes.addAll(Collections.nCopies(notifications, NOTIFICATION_READ));
    changes.addAll(Collections.nCopies(addresses, ADDRESS));
    return List.copyOf(changes);
  }

  /** The views that show it, as determined by the publisher. */
  List<View> views() {
    return ViewCatalogue.FRESHET.views().stream()
        .filter(view ->
            attributes.entrySet().stream()
                .anyMatch(changed -> shows(view, changed.getKey(), changed.getValue())))
        .toList();
  }

  private static boolean shows(View view, ItemType type, String attribute) {
    ItemKey key =
        type.repeats() ? ItemKey.of(type, ANY_USER, ANY_ITEM) : ItemKey.of(type, ANY_USER);
    return ViewCatalogue.FRESHET.showing(key, Set.of(attribute)).contains(view.name());
  }
}
