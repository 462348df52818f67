package dev.freshet.viewcache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedirectTest {

  @Test
  void movedIsForGood() {
    assertThat(Redirect.of("MOVED 3999 10.0.0.1:6381"))
        .contains(new Redirect(3999, "10.0.0.1", 6381, true));
  }

  @Test
  void askIsForOnce() {
    assertThat(Redirect.of("ASK 3999 cache.example:6381"))
        .contains(new Redirect(3999, "cache.example", 6381, false));
  }

  @Test
  void anAddressOfVersionSixKeepsItsColons() {
    assertThat(Redirect.of("MOVED 1 2001:db8::1:6381"))
        .contains(new Redirect(1, "2001:db8::1", 6381, true));
  }

  @Test
  void aHostMayBeLeftOut() {
    assertThat(Redirect.of("MOVED 1 :6381")).contains(new Redirect(1, "", 6381, true));
  }

  @Test
  void anyOtherErrorIsNone() {
    assertThat(Redirect.of("TRYAGAIN Multiple keys request during rehashing of slot")).isEmpty();
    assertThat(Redirect.of("ERR MOVED 1 a:1")).isEmpty();
  }
}
