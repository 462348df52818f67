package dev.freshet.domain;

/**
 * A signed-in user: the {@code sub} claim of their token. At most 255 visible ASCII characters, as
 * in <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDToken">OpenID Connect Core,
 * 2</a>, such as {@code auth0|42} or an e-mail address.
 *
 * <p>Two things are left out. A {@code %} would make it unclear whether a path is decoded already;
 * a dot in front would make a path that clients and proxies resolve.
 */
public record UserId(String value) {
  private static final Shape SHAPE = new Shape("userId", "(?![.])[!-$&-~]{1,255}");

  public UserId {
    SHAPE.check(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
