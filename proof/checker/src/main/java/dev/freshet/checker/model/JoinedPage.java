package dev.freshet.checker.model;

import dev.freshet.domain.View;
import dev.freshet.viewcache.GenerationState;
import dev.freshet.viewcache.lease.LeasePart;
import dev.freshet.viewcache.protocol.Agreement;
import dev.freshet.viewcache.protocol.ServedView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A partly served page: the owner's part, then the cards one by one. */
final class JoinedPage {
  private final World world;
  private final int owner;
  private final List<ServedView> parts = new ArrayList<>();

  JoinedPage(World world, int owner) {
    this.world = world;
    this.owner = owner;
  }

  /** Copies it for a copy of its world. */
  JoinedPage copy(World itsWorld) {
    JoinedPage copy = new JoinedPage(itsWorld, owner);
    copy.parts.addAll(parts);
    return copy;
  }

  int owner() {
    return owner;
  }

  /** The owner of the next part. */
  int nextOwner() {
    return ownerOf(parts.size());
  }

  private int ownerOf(int part) {
    return (owner + part) % world.setup().cast().owners();
  }

  /** The number of the next view. */
  int nextView() {
    return parts.isEmpty() ? Shelf.PAGE : Shelf.CARD;
  }

  void add(ServedView part) {
    parts.add(part);
  }

  boolean isWhole() {
    return parts.size() > world.setup().cast().cards();
  }

  boolean isJoined() {
    return parts.size() > 1;
  }

  List<ServedView> parts() {
    return parts;
  }

  /** This page with a lease for the parts that lacked one. */
  void leased(List<LeasePart> missing, Instant until) {
    for (LeasePart lacking : missing) {
      parts.replaceAll(part ->
          part.request().owner().equals(lacking.view().owner())
                  && part.request().view().name().equals(lacking.view().view())
              ? part.leasedUntil(until)
              : part);
    }
  }

  /** The version of each owner that it shows. */
  int[] shown() {
    int[] shown = Copy.nothing(world.setup().cast().owners());
    for (int i = 0; i < parts.size(); i++) {
      String body = parts.get(i).page().body();
      if (Table.ownerOf(body) != ownerOf(i)) {
        world.journal().violated("another owner's data was answered");
      }
      shown[ownerOf(i)] = Table.versionOf(body);
    }
    return shown;
  }

  /** When the calendar makes its content untrue. */
  long truthEnds() {
    ServedView own = parts.getFirst();
    View shownView = world.shelf().views().get(Shelf.PAGE);
    return world.timing().millisSince(shownView.period().end(own.page().loadedAt()));
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
              part.page().body().hashCode(),
              part.page().loadedAt().toEpochMilli(),
              switch (part.agreement()) {
                case Agreement.Agreed(Instant at, GenerationState state) ->
                    Hash.of(at.toEpochMilli(), Part.hash(state));
                case Agreement.None(var reason) -> reason.name().hashCode();
              });
    }
    return hash;
  }
}
