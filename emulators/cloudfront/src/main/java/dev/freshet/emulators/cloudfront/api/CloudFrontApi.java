package dev.freshet.emulators.cloudfront.api;

import dev.freshet.emulators.cloudfront.distribution.Distribution;
import dev.freshet.emulators.loopback.LoopbackServer;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of the CloudFront API that deals with invalidations, as the AWS SDKs speak it: REST and
 * XML. Signatures are not checked.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateInvalidation.html">CreateInvalidation</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ListInvalidations.html">ListInvalidations</a>
 */
public final class CloudFrontApi implements HttpService, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CloudFrontApi.class);

  private static final String PATH = "/2020-05-31/distribution/{distribution}/invalidation";

  /** What the API lists where the caller does not say. */
  private static final int DEFAULT_MAX_ITEMS = 100;

  private final Distribution distribution;
  private final Invalidations invalidations;
  private final ApiFaults faults;
  private final WebServer server;

  public CloudFrontApi(
      Distribution distribution,
      Invalidations invalidations,
      ApiFaults faults,
      InetAddress address,
      int port) {
    this.distribution = distribution;
    this.invalidations = invalidations;
    this.faults = faults;
    this.server = LoopbackServer.start(address, port, routing -> routing.register(this));
  }

  /** Where an SDK's endpoint override is to point to on this machine. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  @Override
  public void close() {
    server.stop();
  }

  @Override
  public void routing(HttpRules rules) {
    rules.post(PATH, (request, response) -> answered(response, () -> create(request)));
    rules.get(PATH, (request, response) -> answered(response, () -> list(request)));
    rules.get(PATH + "/{id}", (request, response) -> answered(response, () -> get(request)));
    rules.any((request, response) -> answered(response, () -> unknown(request)));
  }

  private record Reply(int status, String location, String xml) {}

  private interface Operation {
    Reply run();
  }

  private void answered(ServerResponse response, Operation operation) {
    String requestId = UUID.randomUUID().toString();
    Reply reply;
    try {
      faults.befall();
      reply = operation.run();
    } catch (ApiException refusal) {
      reply = refused(refusal, requestId);
    } catch (RuntimeException failure) {
      LOG.error("the CloudFront API failed", failure);
      reply = refused(ApiException.internalError(), requestId);
    }
    response.status(Status.create(reply.status()));
    response.header(HeaderNames.CONTENT_TYPE, "text/xml");
    response.header(HeaderNames.create("x-amzn-RequestId"), requestId);
    if (!reply.location().isEmpty()) {
      response.header(HeaderNames.LOCATION, reply.location());
    }
    response.send(reply.xml().getBytes(StandardCharsets.UTF_8));
  }

  private static Reply refused(ApiException refusal, String requestId) {
    return new Reply(refusal.status(), "", ApiXml.error(refusal, requestId));
  }

  private Reply create(ServerRequest request) {
    checkDistribution(request);
    byte[] body = request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0];
    ApiXml.Batch batch = ApiXml.batch(body);
    Invalidation created = invalidations.create(batch.callerReference(), batch.items());
    String location =
        "https://cloudfront.amazonaws.com/2020-05-31/distribution/%s/invalidation/%s"
            .formatted(distribution.id(), created.id());
    return new Reply(201, location, shown(created));
  }

  private Reply get(ServerRequest request) {
    checkDistribution(request);
    return invalidations
        .find(request.path().pathParameters().get("id"))
        .map(found -> new Reply(200, "", shown(found)))
        .orElseThrow(() ->
            new ApiException(
                404, "NoSuchInvalidation", "The specified invalidation does not exist."));
  }

  private Reply list(ServerRequest request) {
    checkDistribution(request);
    String marker = request.query().first("Marker").orElse("");
    int maxItems =
        request.query().first("MaxItems").map(CloudFrontApi::count).orElse(DEFAULT_MAX_ITEMS);
    return new Reply(200, "", ApiXml.list(InvalidationPage.of(invalidations, marker, maxItems)));
  }

  private static int count(String text) {
    if (!text.matches("[1-9][0-9]{0,5}")) {
      throw ApiException.invalidArgument("MaxItems must be a positive number.");
    }
    return Integer.parseInt(text);
  }

  private static Reply unknown(ServerRequest request) {
    throw new ApiException(
        400,
        "UnsupportedOperation",
        "Not imitated: " + request.prologue().method().text() + " " + request.path().path());
  }

  private String shown(Invalidation invalidation) {
    return ApiXml.invalidation(invalidation, invalidations.status(invalidation));
  }

  private void checkDistribution(ServerRequest request) {
    if (!request.path().pathParameters().get("distribution").equals(distribution.id())) {
      throw new ApiException(
          404, "NoSuchDistribution", "The specified distribution does not exist.");
    }
  }
}
