package dev.freshet.emulators.cloudfront.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.emulators.cloudfront.edge.Rig.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BucketTest {
  @TempDir private Path directory;
  private Rig rig = new Rig();

  @BeforeEach
  void serveTheDirectory() throws IOException {
    Path bucket = Files.createDirectory(directory.resolve("bucket"));
    Files.writeString(directory.resolve("secret.txt"), "secret");
    Files.writeString(bucket.resolve("index.html"), "<p>one</p>");
    rig.close();
    rig =
        new Rig(
            new Distributions().ttl(0, 60, 60),
            options -> {
              options.origins = id -> bucket.toUri();
              return options;
            });
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void anObjectHasItsTypeAndAnETagByWhichTheViewersCopyIsConfirmed() {
    Seen seen = rig.get("/index.html");
    assertThat(seen.status()).isEqualTo(200);
    assertThat(seen.body()).isEqualTo("<p>one</p>");
    assertThat(seen.header("Content-Type")).isEqualTo("text/html");
    Seen again = rig.get("/index.html", "If-None-Match", seen.header("ETag"));
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.cache()).isEqualTo("Hit");
  }

  @Test
  void anExpiredCopyIsConfirmedOrReplaced() throws IOException {
    rig.get("/index.html");
    rig.seconds(61);
    assertThat(rig.get("/index.html").cache()).isEqualTo("RefreshHit");
    Files.writeString(directory.resolve("bucket/index.html"), "<p>two</p>");
    rig.seconds(61);
    assertThat(rig.get("/index.html").body()).isEqualTo("<p>two</p>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/missing", "/", "/../secret.txt", "/%2e%2e/secret.txt", "/%00"})
  void whatIsNotInTheBucketIsForbidden(String target) {
    assertThat(rig.send("GET", target, "").status()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "a.js, text/javascript",
    "a.css, text/css",
    "a.woff2, font/woff2",
    "a.svg, image/svg+xml",
    "a.json, application/json",
    "a.unheard-of, application/octet-stream"
  })
  void typesFollowNames(String name, String type) throws IOException {
    Files.writeString(directory.resolve("bucket").resolve(name), "x");
    assertThat(rig.get("/" + name).header("Content-Type")).isEqualTo(type);
  }
}
