package dev.freshet.checker;

import dev.freshet.viewcache.protocol.Answer;
import dev.freshet.viewcache.protocol.EdgePolicy;
import dev.freshet.viewcache.protocol.ServedView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A page as far as it was served: the owner's own part, then one by one the cards on it. */
final class JoinedPage {
  private final World world;
  private final int owner;
  private final List<ServedView> parts = new ArrayList<>();

  JoinedPage(World world, int owner) {
    this.world = world;
    this.owner = owner;
  }

  /** The same in a copy of its world. */
  JoinedPage copy(World itsWorld) {
    JoinedPage copy = new JoinedPage(itsWorld, owner);
    copy.parts.addAll(parts);
    return copy;
  }

  int owner() {
    return owner;
  }

  /** Whose part comes next. */
  int nextOwner() {
    return ownerOf(parts.size());
  }

  private int ownerOf(int part) {
    return (owner + part) % world.setup().owners();
  }

  /** The number of the view that comes next. */
  int nextView() {
    return parts.isEmpty() ? Shelf.PAGE : Shelf.CARD;
  }

  void add(Answer answer) {
    parts.add(answer.served(Duration.ZERO, Duration.ZERO));
  }

  boolean isWhole() {
    return parts.size() > world.setup().cards();
  }

  /** What the edge may do with it, if it leaves now. */
  EdgePolicy policy(Instant now) {
    if (parts.size() == 1) {
      return parts.getFirst().edge();
    }
    boolean late = world.variant() == Variant.JOIN_LATE;
    return world.together(late ? List.of(parts.getLast()) : parts, now);
  }

  /** Which version of whom it shows. */
  int[] shown() {
    int[] shown = Edge.nothing(world.setup().owners());
    for (int i = 0; i < parts.size(); i++) {
      String body = parts.get(i).body();
      if (Table.ownerOf(body) != ownerOf(i)) {
        world.journal().violated("another owner's data was answered");
      }
      shown[ownerOf(i)] = Table.versionOf(body);
    }
    return shown;
  }

  @Override
  public String toString() {
    int[] shown = shown();
    StringBuilder words = new StringBuilder("v").append(shown[owner]);
    for (int i = 1; i < parts.size(); i++) {
      words.append(" with v").append(shown[ownerOf(i)]).append(" of ");
      words.append(Table.owner(ownerOf(i)));
    }
    return words.toString();
  }

  long hash() {
    long hash = 0;
    for (ServedView part : parts) {
      hash =
          Hash.of(
              hash,
              Table.versionOf(part.body()),
              part.agreedAt().toEpochMilli(),
              part.edge() instanceof EdgePolicy.Store(long seconds) ? seconds : 0);
    }
    return hash;
  }
}
