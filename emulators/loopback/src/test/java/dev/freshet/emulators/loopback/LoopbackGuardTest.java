package dev.freshet.emulators.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LoopbackGuardTest {
  private static final String HERE = "127.0.0.1:8081";

  private final LoopbackGuard guard = new LoopbackGuard();

  @Nested
  final class AHost {
    @ParameterizedTest
    @ValueSource(
        strings = {"127.0.0.1:8081", "127.0.0.1", "localhost:9", "LOCALHOST:9", "[::1]:8081"})
    void ofThisMachinePasses(String host) {
      assertThat(refusal("GET", Map.of("Host", host))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "evil.example:8081",
          "127.0.0.1.evil.example:8081",
          "localhost.evil.example",
          "172.17.0.1:8081",
          "evil.example/127.0.0.1:80",
          ""
        })
    void thatIsForeignIsRefused(String host) {
      assertThat(refusal("GET", Map.of("Host", host)).orElseThrow())
          .contains("127.0.0.1", "'" + host + "'");
    }

    @Test
    void thatIsMissingIsRefused() {
      assertThat(refusal("GET", Map.of())).isPresent();
    }

    @Test
    void ofABridgePassesWhereTheServerListensThere() throws UnknownHostException {
      byte[] number = {(byte) 172, 17, 0, 1};
      LoopbackGuard named = LoopbackGuard.at(InetAddress.getByAddress("docker.internal", number));
      LoopbackGuard bare = LoopbackGuard.at(InetAddress.getByAddress(number));

      assertThat(named.refusal("GET", headers(Map.of("Host", "docker.internal:81"))::get))
          .isEmpty();
      assertThat(named.refusal("GET", headers(Map.of("Host", "172.17.0.1:81"))::get)).isEmpty();
      assertThat(bare.refusal("GET", headers(Map.of("Host", "172.17.0.1:81"))::get)).isEmpty();
      assertThat(bare.refusal("GET", headers(Map.of("Host", ":81"))::get)).isPresent();
      assertThat(named.refusal("GET", headers(Map.of("Host", "evil.example"))::get)).isPresent();
    }
  }

  @Nested
  final class APage {
    @ParameterizedTest
    @ValueSource(
        strings = {"http://evil.example", "null", "http://localhost:3000", "http://127.0.0.1"})
    void ofAnotherOriginIsRefused(String origin) {
      assertThat(refusal("POST", Map.of("Host", HERE, "Origin", origin))).isPresent();
    }

    @Test
    void ofTheServerItselfPasses() {
      assertThat(refusal("POST", Map.of("Host", HERE, "Origin", "http://" + HERE))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "new-value"})
    void ofAnotherSiteIsRefused(String site) {
      assertThat(refusal("GET", Map.of("Host", HERE, "Sec-Fetch-Site", site))).isPresent();
    }

    /** A page whose referrer policy is no-referrer posts its form with the origin "null". */
    @Test
    void thatSendsNoReferrerPassesByItsFetchMetadata() {
      Map<String, String> form =
          Map.of("Host", HERE, "Sec-Fetch-Site", "same-origin", "Origin", "null");

      assertThat(refusal("POST", form)).isEmpty();
    }
  }

  @Nested
  final class ALink {
    private final Map<String, String> followed =
        Map.of(
            "Host", HERE,
            "Sec-Fetch-Site", "cross-site",
            "Sec-Fetch-Mode", "navigate",
            "Sec-Fetch-Dest", "document");

    @Test
    void onAForeignPageMayBeFollowed() {
      assertThat(refusal("GET", followed)).isEmpty();
    }

    @Test
    void isNoFormAndNoFrame() {
      Map<String, String> frame = new HashMap<>(followed);
      frame.put("Sec-Fetch-Dest", "iframe");

      assertThat(refusal("POST", followed)).isPresent();
      assertThat(refusal("GET", frame)).isPresent();
    }
  }

  private Optional<String> refusal(String method, Map<String, String> sent) {
    return guard.refusal(method, headers(sent)::get);
  }

  private static Headers headers(Map<String, String> sent) {
    return name -> Optional.ofNullable(sent.get(name));
  }

  private interface Headers {
    Optional<String> get(String name);
  }
}
