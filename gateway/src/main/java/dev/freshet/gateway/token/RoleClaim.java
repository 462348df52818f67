package dev.freshet.gateway.token;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the caller's roles from a claim of a verified token: a list of texts, or one text with
 * spaces in between.
 */
record RoleClaim(String name) {

  /**
   * The roles. One with a comma in it is left out: API Gateway hands them on as one text with
   * commas in between, and {@code x,admin} must not become {@code admin}.
   */
  Set<String> of(JWTClaimsSet claims) {
    Collection<?> values =
        switch (claims.getClaim(name)) {
          case Collection<?> list -> list;
          case String text -> List.of(text.split(" +", -1));
          case null, default -> Set.of();
        };
    return values.stream()
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .filter(role -> !role.isBlank() && role.equals(role.strip()) && role.indexOf(',') < 0)
        .collect(Collectors.toUnmodifiableSet());
  }
}
