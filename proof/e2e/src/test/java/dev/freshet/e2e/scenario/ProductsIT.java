package dev.freshet.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.freshet.e2e.fixture.Freshet;
import dev.freshet.e2e.fixture.FreshetSystem;
import dev.freshet.e2e.fixture.HttpAnswer;
import dev.freshet.e2e.fixture.Session;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Products through the proxy, and the API behind it. */
@FreshetSystem
class ProductsIT {
  private static final String GREEN =
      "{\"productName\":\"Green tea\",\"description\":\"Loose\\n100 g\",\"priceCents\":500}";

  private static final int READS = 10;

  private final String id = "tea-" + UUID.randomUUID();
  private final String path = "/products/" + id;

  /** Starts each function before the checks, because the proxy answers 503 during a slow start. */
  @BeforeEach
  void startFunctions(Freshet freshet) {
    Session admin = freshet.signInAdministrator("admin");
    String other = "/products/start-" + UUID.randomUUID();
    String body = product().replace(id, other.substring(10));
    answered(freshet, () -> admin.post("/products", body));
    answered(freshet, () -> admin.get("/products?limit=1"));
    answered(freshet, () -> admin.get(other));
    answered(freshet, () -> admin.put(other, GREEN, "If-Match", "*"));
    answered(freshet, () -> admin.request("DELETE", other).send());
  }

  private static void answered(Freshet freshet, Callable<HttpAnswer> request) {
    freshet.until("the function behind the proxy answers", request, got -> got.status() != 503);
  }

  @Test
  void administratorsCreateChangeListAndDeleteProducts(Freshet freshet) {
    Session admin = freshet.signInAdministrator("admin");

    HttpAnswer created = create(admin);
    assertThat(created.status()).as("%s", created).isEqualTo(201);
    assertThat(created.header("Location")).isEqualTo(path);
    assertThat(create(admin).status()).as("the id is taken").isEqualTo(409);

    HttpAnswer changed = admin.put(path, GREEN, "If-Match", created.header("ETag"));
    assertThat(changed.status()).as("%s", changed).isEqualTo(200);
    assertThat(admin.put(path, GREEN, "If-Match", created.header("ETag")).status())
        .as("another version")
        .isEqualTo(412);
    assertThat(admin.put(path, GREEN).status()).as("no If-Match").isEqualTo(428);
    assertThat(admin.get(path + "?fresh=" + changed.freshAfter()).json()).isEqualTo(changed.json());
    assertThat(listed(admin)).isEqualTo(changed.json());

    HttpAnswer deleted = admin.request("DELETE", path).send();
    assertThat(deleted.status()).as("%s", deleted).isEqualTo(204);
    assertThat(admin.get(path + "?fresh=" + deleted.freshAfter()).status()).isEqualTo(404);
    assertThat(admin.request("DELETE", path).send().status()).isEqualTo(404);
    assertThat(listed(admin).isMissingNode()).isTrue();
  }

  @Test
  void othersReadAProductByItsIdAndNothingElse(Freshet freshet) {
    Session admin = freshet.signInAdministrator("admin");
    Session alice = freshet.signIn("alice");
    HttpAnswer created = create(admin);

    assertThat(alice.get(path).json()).isEqualTo(created.json());
    assertThat(alice.request("HEAD", path).send().status()).isEqualTo(200);
    assertThat(alice.get("/products/no-such-product").status()).isEqualTo(404);
    assertForbidden(alice.get("/products"));
    assertForbidden(create(alice));
    assertForbidden(alice.put(path, GREEN, "If-Match", "*"));
    assertForbidden(alice.request("DELETE", path).send());
    assertThat(alice.another().get(path).json()).as("unchanged").isEqualTo(created.json());
    assertThat(freshet.anonymous("GET", path).send().status()).isEqualTo(401);
  }

  @Test
  void aChangeShowsThroughBothCachesAndADeletionEvicts(Freshet freshet) {
    Session admin = freshet.signInAdministrator("admin");
    Session alice = freshet.signIn("alice");
    create(admin);
    freshet.lease(alice, path);

    admin.put(path, GREEN, "If-Match", "*");

    freshet.until(
        "alice's copy shows the change",
        () -> alice.get(path),
        answer -> answer.json().path("productName").asText().equals("Green tea"));
    freshet.lease(alice, path);
    admin.request("DELETE", path).send();
    freshet.until("alice's copy is gone", () -> alice.get(path), answer -> answer.status() == 404);
  }

  @Test
  void theEdgeSavesTheRepeatedReadsOfOneClientAndRedisThoseOfAll(Freshet freshet) {
    create(freshet.signInAdministrator("admin"));
    List<HttpAnswer> ofAll = new ArrayList<>();
    for (int client = 0; client < READS; client++) {
      ofAll.add(freshet.signIn("alice").get(path));
    }
    Session alice = freshet.signIn("alice");
    freshet.lease(alice, path);
    List<HttpAnswer> ofOne = Stream.generate(() -> alice.get(path)).limit(READS).toList();

    long fromRedis = from("cache", ofAll);
    freshet.measured(
        READS + " clients read one product once",
        from("edge", ofAll) + " answers from the edge, " + fromRedis + " from Redis");
    freshet.measured(
        "one client reads one product " + READS + " times, under a lease",
        from("edge", ofOne) + " answers from the edge");
    assertThat(from("edge", ofAll)).isZero();
    assertThat(fromRedis).isPositive();
    assertThat(from("edge", ofOne)).isEqualTo(READS);
  }

  private static long from(String source, List<HttpAnswer> answers) {
    return answers.stream().filter(answer -> answer.header("X-View-Source").equals(source)).count();
  }

  @Test
  void anOrderKeepsTheProductAsItWasOrdered(Freshet freshet) {
    Session admin = freshet.signInAdministrator("admin");
    Session alice = freshet.signIn("alice");
    create(admin);
    HttpAnswer placed = alice.order(id);
    assertThat(placed.status()).as("%s", placed).isEqualTo(201);

    admin.put(path, GREEN, "If-Match", "*");
    admin.request("DELETE", path).send();

    HttpAnswer order = alice.get(placed.header("Location") + "?fresh=" + placed.freshAfter());
    assertThat(order.json().at("/lines/0/name").asText()).isEqualTo("Tea");
    assertThat(order.json().at("/lines/0/priceCents").asInt()).isEqualTo(450);
    HttpAnswer again = alice.order(id);
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.json().path("field").asText()).isEqualTo("lines[0].productId");
  }

  @Test
  void errorsNameTheFieldAtBothEnds(Freshet freshet) {
    Session admin = freshet.signInAdministrator("admin");

    HttpAnswer refused =
        admin.post("/products", product().replace("\"priceCents\":450", "\"priceCents\":-1"));

    assertThat(refused.status()).as("%s", refused).isEqualTo(400);
    assertThat(refused.json().path("field").asText()).isEqualTo("priceCents");
  }

  @Test
  void theApiBehindTheProxyTakesNothingWithoutItsKey(Freshet freshet) throws Exception {
    URI api = URI.create(freshet.platform().output("ProductApiUrl") + path);

    for (String key : new String[] {"", "0123456789012345678901234567890123456789"}) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(api).header("X-Caller-Id", "alice").GET();
      HttpResponse<String> answer =
          send(key.isEmpty() ? request : request.header("X-API-Key", key));

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
    }
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.ofString());
    }
  }

  private String product() {
    return "{\"productId\":\"%s\",\"productName\":\"Tea\",\"description\":\"\",\"priceCents\":450}"
        .formatted(id);
  }

  private HttpAnswer create(Session session) {
    return session.post("/products", product());
  }

  /** The product in the list of all products, which includes those of other scenarios. */
  private JsonNode listed(Session admin) {
    String cursor = "";
    do {
      JsonNode page = admin.get("/products?limit=50" + cursor).json();
      for (JsonNode product : page.path("products")) {
        if (product.path("productId").asText().equals(id)) {
          return product;
        }
      }
      cursor = page.has("nextCursor") ? "&cursor=" + page.path("nextCursor").asText() : "";
    } while (!cursor.isEmpty());
    return MissingNode.getInstance();
  }

  private static void assertForbidden(HttpAnswer answer) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(403);
    assertThat(answer.json().path("type").asText()).isEqualTo("/problems/forbidden");
    assertThat(answer.header("Cache-Control")).contains("no-store");
  }
}
