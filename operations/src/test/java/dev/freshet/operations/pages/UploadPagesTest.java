package dev.freshet.operations.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.freshet.operations.OperationFailedException;
import dev.freshet.operations.Stack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;

class UploadPagesTest {
  private static final Map<String, String> CREDENTIALS =
      Map.of("aws.region", "us-east-1", "aws.accessKeyId", "id", "aws.secretAccessKey", "key");

  private static final String INVALIDATION =
      """
      <Invalidation><Id>I1</Id><Status>InProgress</Status></Invalidation>
      """;

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private HttpServer server;
  @TempDir private Path site;

  @BeforeEach
  void start() throws IOException {
    CREDENTIALS.forEach(System::setProperty);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    CREDENTIALS.keySet().forEach(System::clearProperty);
  }

  @Test
  void documentsComeAfterTheAssetsThatTheyNameAndThePurgeComesLast() throws Exception {
    write("app/index.html");
    write("app/assets/a-1.js");
    write("app/ops/index.html");
    write("app/favicon.svg");

    assertThat(new UploadPages(stack()).upload(site, "once")).isEqualTo(4);

    assertThat(calls)
        .hasSize(5)
        .endsWith(
            "PUT /pages/app/index.html text/html; charset=utf-8",
            "PUT /pages/app/config.json application/json",
            "POST /2020-05-31/distribution/E1/invalidation application/xml")
        .contains(
            "PUT /pages/app/assets/a-1.js text/javascript",
            "PUT /pages/app/favicon.svg image/svg+xml");
  }

  @Test
  void pagesThatAreNotBuiltAreRefusedBeforeAnythingIsSent() {
    assertThatThrownBy(() -> new UploadPages(stack()).upload(site, "once"))
        .isInstanceOf(OperationFailedException.class)
        .hasMessageContaining("not built");
    assertThat(calls).isEmpty();
  }

  private void write(String file) throws IOException {
    Path path = site.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, file);
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    boolean discovery = path.contains(".well-known");
    boolean purge = path.endsWith("/invalidation");
    if (!discovery) {
      calls.add(
          exchange.getRequestMethod()
              + " "
              + path
              + " "
              + exchange.getRequestHeaders().getFirst("Content-Type"));
    }
    String body =
        discovery
            ? "{\"authorization_endpoint\": \"https://issuer.example/login\"}"
            : purge ? INVALIDATION : "";
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(purge ? 201 : 200, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Stack stack() {
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new FakeStack(
        Map.of("Issuer", endpoint + "/pool", "PagesBucket", "pages", "DistributionId", "E1"),
        endpoint);
  }

  private record FakeStack(Map<String, String> outputs, URI endpoint) implements Stack {
    @Override
    public <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C connect(
        B builder, String service) {
      return builder.endpointOverride(endpoint).build();
    }
  }
}
