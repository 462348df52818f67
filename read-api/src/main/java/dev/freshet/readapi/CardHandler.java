package dev.freshet.readapi;

import dev.freshet.domain.UserId;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.table.read.TableReads;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** {@code GET /users/current/card}: how other users' pages show the caller. */
public final class CardHandler extends ViewFunction {
  static final UserView VIEW = UserView.ofOnePage(ViewCatalogue.CARD, CardHandler::load);

  public CardHandler() {
    this(System.getenv(), Clock.systemUTC());
  }

  CardHandler(Map<String, String> environment, InstantSource clock) {
    super(ReadParts.of(environment, clock), VIEW);
  }

  private static PageBody load(TableReads table, UserId user) {
    return PageBody.of(Card.of(user, table.profiles(List.of(user))));
  }
}
