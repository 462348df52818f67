package dev.freshet.emulators.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/** The emulator in front of a server that knows nothing of it. */
class ProgramIT {
  private static final String TEMPLATE =
      """
      Resources:
        Shop:
          Type: AWS::CloudFront::Distribution
          Properties:
            DistributionConfig:
              Enabled: true
              CacheTagConfig: {HeaderName: Cache-Tag}
              Origins:
                - {Id: web, DomainName: shop.example.com}
              DefaultCacheBehavior:
                TargetOriginId: web
                ViewerProtocolPolicy: allow-all
                CachePolicyId: 658327ea-f89d-4fab-a63d-7e88639e58f6
        Queue: {Type: AWS::SQS::Queue}
      """;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private Path directory;
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer shop;
  private Path template;

  @BeforeEach
  void startForeignServer() throws IOException {
    template = Files.writeString(directory.resolve("template.yaml"), TEMPLATE);
    shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    shop.createContext(
        "/",
        exchange -> {
          byte[] body = ("answer " + asked.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Cache-Control", "max-age=600");
          exchange.getResponseHeaders().set("Cache-Tag", "shelf-1");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    shop.start();
  }

  @AfterEach
  void stop() {
    shop.stop(0);
  }

  private URI origin() {
    return URI.create("http://127.0.0.1:" + shop.getAddress().getPort());
  }

  @Test
  void inATestItCachesUntilItIsPurged() throws Exception {
    try (CloudFrontEmulator cloudFront =
        CloudFrontEmulator.start(template, "Shop", Map.of("web", origin()))) {
      assertThat(get(cloudFront.url()).body()).isEqualTo("answer 1");
      assertThat(get(cloudFront.url()).body()).isEqualTo("answer 1");

      purge(cloudFront.api(), cloudFront.distributionId(), "#shelf-1");

      await().until(() -> get(cloudFront.url()).body().equals("answer 2"));
    }
  }

  @Test
  void asAProgramItPrintsItsAddressesAndIsPurgedThroughThem() throws Exception {
    Process process = program("--template", template, "--resource", "Shop", "--origin", web());
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      URI viewers = URI.create(word(lines.readLine()));
      URI api = URI.create(word(lines.readLine()));
      String distribution = word(lines.readLine());
      assertThat(get(viewers).headers().firstValue("X-Cache")).contains("Miss from cloudfront");
      assertThat(get(viewers).headers().firstValue("X-Cache")).contains("Hit from cloudfront");
      assertThat(asked).hasValue(1);

      purge(api, distribution, "/*");

      await().until(() -> get(viewers).body().equals("answer 2"));
    } finally {
      process.destroy();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void badInputIsAnsweredWithOneLine() throws Exception {
    Path missing = directory.resolve("missing.yaml");
    assertThat(refusal("--template", missing, "--resource", "Shop", "--origin", web()))
        .startsWith("cloudfront: cannot read the template " + missing);
    assertThat(refusal("--template", template, "--resource", "Queue", "--origin", web()))
        .contains("Resources.Queue")
        .contains("must be an AWS::CloudFront::Distribution, is an AWS::SQS::Queue");
    assertThat(refusal("--template", template, "--resource", "Shop", "--origin", "api=http://a"))
        .contains("the distribution's origins are [web], given were [api]");
    assertThat(refusal("--template", template, "--resource", "Shop", "--origin", "web=ftp://a"))
        .contains("--origin web must be an http or https URL");
  }

  @Test
  void aBadOptionIsAnsweredWithOneLineAndStatus2() throws Exception {
    Process process =
        program("--template", template, "--resource", "Shop", "--origin", web(), "--port", 70000);

    assertThat(process.errorReader(StandardCharsets.UTF_8).readAllLines())
        .containsExactly("cloudfront: --port must be 0 to 65535, was 70000");
    assertThat(process.waitFor()).isEqualTo(2);
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(
              refusal(
                  "--template",
                  template,
                  "--resource",
                  "Shop",
                  "--origin",
                  web(),
                  "--port",
                  taken.getLocalPort()))
          .contains("port " + taken.getLocalPort() + " is taken");
    }
  }

  private String web() {
    return "web=" + origin();
  }

  private String refusal(Object... arguments) throws Exception {
    Process process = program(arguments);
    List<String> lines = process.errorReader(StandardCharsets.UTF_8).readAllLines();
    assertThat(process.waitFor()).isOne();
    assertThat(lines).hasSize(1);
    return lines.getFirst();
  }

  private Process program(Object... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return new ProcessBuilder(command).start();
  }

  private static String word(String line) {
    return line.substring(line.lastIndexOf(' ') + 1);
  }

  private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private static void purge(URI api, String distribution, String item) {
    try (CloudFrontClient client =
        CloudFrontClient.builder()
            .endpointOverride(api)
            .region(Region.AWS_GLOBAL)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
            .httpClient(UrlConnectionHttpClient.create())
            .build()) {
      client.createInvalidation(request ->
          request
              .distributionId(distribution)
              .invalidationBatch(batch ->
                  batch.callerReference(item).paths(paths -> paths.quantity(1).items(item))));
    }
  }
}
