package dev.freshet.readapi;

import dev.freshet.domain.ViewCatalogue;
import java.util.List;

/** {@code GET /users/current/card}: how other users' pages show the caller. */
public final class CardHandler extends ViewFunction {
  public CardHandler() {
    this(ReadParts.ofProcess());
  }

  CardHandler(ReadParts parts) {
    super(
        parts,
        ViewCatalogue.CARD,
        (table, user) -> PageBody.of(Card.of(user, table.profiles(List.of(user)))));
  }
}
