package dev.freshet.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.freshet.e2e.fixture.ApiContract;
import dev.freshet.e2e.fixture.ApiContract.RequestBody;
import dev.freshet.e2e.fixture.Freshet;
import dev.freshet.e2e.fixture.FreshetSystem;
import dev.freshet.e2e.fixture.HttpAnswer;
import dev.freshet.e2e.fixture.Needs;
import dev.freshet.e2e.fixture.Request;
import dev.freshet.e2e.fixture.Session;
import dev.freshet.e2e.platform.Capability;
import dev.freshet.e2e.scenario.BodyVariants.Variant;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The functions accept the bodies that the contract's schemas accept, and refuse the others with
 * the name of the field.
 */
@FreshetSystem
class RequestBodiesIT {
  private static final ApiContract CONTRACT = ApiContract.shipped();

  /** Well-formed values that only the function can refuse. */
  private static final String STATE = ".*(existing product|registered redirect URIs).*";

  static List<RequestBody> bodies() {
    return CONTRACT.requestBodies().stream().filter(body -> body.operation().takesToken()).toList();
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void aFunctionTakesWhatItsSchemaTakes(RequestBody body, Freshet freshet) {
    Session admin = freshet.signInAdministrator("admin");
    String product = Products.one(freshet);
    String path = body.operation().path().replace("{id}", product);

    compare(
        body.schema(),
        read(good(body.schema(), product, admin)),
        () ->
            admin
                .request(body.operation().method(), path)
                .headers("Idempotency-Key", UUID.randomUUID().toString(), "If-Match", "*"));
  }

  @Test
  @Needs(Capability.HOSTED_LOGIN)
  void theExchangeOfACodeTakesWhatItsSchemaTakes(Freshet freshet) {
    HostedPages.SignIn signIn =
        new HostedPages(freshet).signUp("Vic", "vic-" + UUID.randomUUID() + "@example.com");
    URI edge = freshet.platform().edge();

    compare(
        "CodeExchange",
        read(signIn.body()),
        () ->
            freshet
                .anonymous("POST", "/auth/exchange")
                .headers("Origin", edge.getScheme() + "://" + edge.getAuthority())
                .headers("X-Requested-With", "freshet"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "'v1'",
        "'v01'",
        "W/'v1'",
        "'a', 'b'",
        "'a',W/'b'",
        "''",
        "v1",
        "'v1",
        "w/'v1'",
        "'a' 'b'",
        "*, 'v1'",
        "'a b'"
      })
  void anIfMatchIsReadAsItsSchemaSays(String written, Freshet freshet) {
    String header = written.replace('\'', '"');
    Session alice = freshet.signIn("alice");

    HttpAnswer answer =
        alice.put("/profile", read(good("NewProfile", "", alice)).toString(), "If-Match", header);

    boolean taken = CONTRACT.takes("IfMatch", TextNode.valueOf(header).toString());
    assertThat(answer.status()).as("%s", answer).isIn(taken ? List.of(200, 412) : List.of(400));
  }

  private static void compare(String schema, JsonNode good, Supplier<Request> request) {
    List<String> differences = new ArrayList<>();
    List<Variant> variants = BodyVariants.of(CONTRACT, schema, good);
    variants.forEach(variant -> {
      String json = variant.body().toString();
      boolean taken = CONTRACT.takes(schema, json);
      HttpAnswer answer = request.get().json(json).send();
      if (taken ? isRefused(answer) : !isRefused(answer, variant.field())) {
        differences.add(
            (taken ? "the schema takes " : "the schema refuses ") + json + ": " + answer);
      }
    });
    assertThat(variants).hasSizeGreaterThan(20);
    assertThat(differences).isEmpty();
  }

  /** Whether the schema itself explains the refusal. */
  private static boolean isRefused(HttpAnswer answer) {
    return answer.status() == 400 && !answer.json().path("message").asText().matches(STATE);
  }

  private static boolean isRefused(HttpAnswer answer, String field) {
    return answer.status() == 400 && answer.json().path("field").asText().equals(field);
  }

  private static String good(String schema, String product, Session user) {
    return switch (schema) {
      case "NewOrder" -> "{'lines':[{'productId':'" + product + "','quantity':1}]}";
      case "NewProfile" -> "{'name':'Al','email':'" + user.account().email() + "'}";
      case "NewPreferences" ->
          "{'theme':'dark','language':'en','emailNotifications':true,'ordersPerPage':5}";
      case "NewProduct" ->
          "{'productId':'"
              + UUID.randomUUID()
              + "','productName':'Tea','description':'Loose','priceCents':1}";
      case "ProductChange" -> "{'productName':'Tea','description':'Loose','priceCents':1}";
      default -> throw new AssertionError("say here what a good " + schema + " is");
    };
  }

  private static JsonNode read(String json) {
    try {
      return new ObjectMapper().readTree(json.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
