package dev.freshet.emulators.cloudfront.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.emulators.cloudfront.edge.Rig.Seen;
import dev.freshet.emulators.cloudfront.edge.ScriptedOrigin.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompressionTest {
  private static final String LONG = "{\"a\":\"" + "x".repeat(1_000) + "\"}";

  private final Rig rig = new Rig();

  @AfterEach
  void close() {
    rig.close();
  }

  private Seen seen(int length, String type, String accepted, String... more) {
    String[] headers = {"Content-Type", type, "Cache-Control", "s-maxage=60"};
    String[] all = Arrays.copyOf(headers, headers.length + more.length);
    System.arraycopy(more, 0, all, headers.length, more.length);
    rig.origin.answers(Reply.ok("x".repeat(length), all));
    return rig.get("/a", "Accept-Encoding", accepted);
  }

  @Test
  void makesABodySmallerAndItsValidatorWeak() throws IOException {
    rig.origin.answers(
        Reply.ok(
            LONG,
            "Content-Type",
            "application/json; charset=utf-8",
            "ETag",
            "\"1\"",
            "Cache-Control",
            "s-maxage=60"));
    Seen seen = rig.get("/a", "Accept-Encoding", "gzip");
    Seen hit = rig.get("/a", "Accept-Encoding", "gzip");
    assertThat(seen.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(seen.header("ETag")).isEqualTo("W/\"1\"");
    assertThat(seen.header("Vary")).isEqualTo("Accept-Encoding");
    assertThat(seen.header("Content-Length")).isEqualTo(String.valueOf(seen.raw().length()));
    assertThat(seen.raw().length()).isLessThan(200);
    assertThat(unzipped(seen)).isEqualTo(LONG);
    assertThat(hit.cache()).isEqualTo("Hit");
    assertThat(unzipped(hit)).isEqualTo(LONG);
    assertThat(rig.get("/a", "Accept-Encoding", "gzip", "If-None-Match", "\"1\"").status())
        .isEqualTo(304);
  }

  @ParameterizedTest
  @CsvSource({
    "999, application/json, gzip, ''",
    "1000, application/json, gzip, gzip",
    "1000, text/html, 'br, gzip', gzip",
    "1000, application/problem+json, gzip, ''",
    "1000, image/png, gzip, ''",
    "1000, application/json, identity, ''",
    "1000, application/json, br, ''",
    "10000001, text/plain, gzip, ''",
  })
  void dependsOnSizeAndTypeAndTheViewer(int length, String type, String accepted, String encoding) {
    assertThat(seen(length, type, accepted).header("Content-Encoding")).isEqualTo(encoding);
  }

  @Test
  void leavesAloneWhatTheOriginHasEncoded() {
    assertThat(seen(2_000, "text/plain", "gzip", "Content-Encoding", "br").raw().length())
        .isEqualTo(2_000);
  }

  @Test
  void keepsAWeakValidatorAndRemovesWhatIsNone() {
    assertThat(seen(2_000, "text/plain", "gzip", "ETag", "W/\"1\"").header("ETag"))
        .isEqualTo("W/\"1\"");
    rig.seconds(61);
    assertThat(seen(2_000, "text/plain", "gzip", "ETag", "bare").headers().has("ETag")).isFalse();
  }

  private static String unzipped(Seen seen) throws IOException {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(seen.raw().bytes()))) {
      return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
