package dev.freshet.e2e.scenario;

import dev.freshet.e2e.fixture.Freshet;
import dev.freshet.e2e.fixture.FreshetSystem;
import dev.freshet.e2e.fixture.HttpAnswer;
import dev.freshet.e2e.fixture.Needs;
import dev.freshet.e2e.fixture.Session;
import dev.freshet.e2e.platform.Capability;
import dev.freshet.e2e.platform.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Delivery is at least once and unordered. */
@Isolated("the fault is everybody's")
@FreshetSystem
class UnrulyDeliveryIT {

  @Test
  @Needs(Capability.UNRULY_BUS)
  void eventsDeliveredTwiceAndInReversedOrderLeadToTheSameState(Freshet freshet) {
    Session alice = freshet.signIn("alice");
    Session bob = freshet.signIn("bob");
    String product = Products.one(freshet);
    try (Platform.Undo _ = freshet.platform().unrulyBus()) {
      for (int i = 1; i <= 6; i++) {
        alice.get("/profile");
        alice.get("/dashboard");
        alice.rename("Alice " + i);
        bob.order(product);
        alice.order(product);
      }
    }

    freshet.until("the last name", () -> alice.get("/profile"), this::isTheLast);
    freshet.until("the last name", () -> alice.get("/dashboard"), this::isTheLast);
    freshet.until(
        "all orders of alice",
        () -> alice.get("/dashboard"),
        answer -> answer.json().at("/stats/orders").asInt() == 6);
    freshet.until(
        "all orders of bob",
        () -> bob.get("/orders"),
        answer -> answer.json().path("orders").size() == 6);
    freshet.until("the edge serves it", () -> alice.get("/profile"), HttpAnswer::hit);
  }

  private boolean isTheLast(HttpAnswer answer) {
    return answer.json().path("name").asText().equals("Alice 6");
  }
}
